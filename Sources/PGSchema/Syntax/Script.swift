/// A file of PG-Schema, as written: what stands where, nothing resolved.
public struct Script: Sendable {
    /// The statements in order.
    public var statements: [Statement]
    /// The comments in order, for the formatter.
    public var comments: [Comment]
    /// The offset of the first byte of every line, so that the formatter keeps blank lines and knows which
    /// comments stand on a line of their own.
    ///
    /// Empty in a script that was not read from text.
    public var lineStarts: [Int]

    /// A script of statements and comments.
    public init(statements: [Statement], comments: [Comment] = [], lineStarts: [Int] = []) {
        self.statements = statements
        self.comments = comments
        self.lineStarts = lineStarts
    }
}

/// A comment, delimiters included.
public struct Comment: Sendable {
    /// The text with its `//` or `/* */`.
    public var text: String
    /// Where it stands.
    public var range: SourceRange

    /// A comment at a place.
    public init(text: String, range: SourceRange) {
        self.text = text
        self.range = range
    }
}

/// One statement of a script.
public enum Statement: Sendable {
    /// `CREATE NODE TYPE`.
    case createNodeType(NodeTypeDefinition, range: SourceRange)
    /// `CREATE EDGE TYPE`.
    case createEdgeType(EdgeTypeDefinition, range: SourceRange)
    /// `CREATE GRAPH TYPE`.
    case createGraphType(GraphTypeDefinition, range: SourceRange)
    /// `DROP NODE TYPE`, `DROP EDGE TYPE` or `DROP GRAPH TYPE`.
    case drop(DropStatement, range: SourceRange)
    /// `ALTER GRAPH TYPE`, read and kept, but not carried out yet.
    case alter(AlterStatement, range: SourceRange)
}

/// `DROP NODE | EDGE | GRAPH TYPE name`.
public struct DropStatement: Sendable {
    /// What is dropped.
    public enum Subject: String, Sendable {
        /// A node type.
        case nodeType = "NODE TYPE"
        /// An edge type.
        case edgeType = "EDGE TYPE"
        /// A graph type.
        case graphType = "GRAPH TYPE"
    }
    /// What kind of thing is dropped.
    public var subject: Subject
    /// Its name.
    public var name: Name

    /// Drops the thing of that name.
    public init(subject: Subject, name: Name) {
        self.subject = subject
        self.name = name
    }
}

/// `ALTER GRAPH TYPE name { action ... }`, section 7 of the language's description.
public struct AlterStatement: Sendable {
    /// One change to a graph type.
    public enum Action: Sendable {
        /// `ADD element`.
        case add(GraphTypeElement)
        /// `DROP name`.
        case drop(Name)
        /// `REPLACE element`.
        case replace(GraphTypeElement)
        /// `SET STRICT` or `SET LOOSE`.
        case set(GraphTypeMode)
        /// `RENAME old TO new`.
        case rename(Name, to: Name)
    }
    /// The graph type to change.
    public var name: Name
    /// The changes in order.
    public var actions: [Action]

    /// Changes the graph type of that name.
    public init(name: Name, actions: [Action]) {
        self.name = name
        self.actions = actions
    }
}
