import Cypher
import QueryValues

/// An operand that is used in several places, and computed once.
///
/// What is cheap and always the same is repeated. Anything else becomes the variable of a list comprehension
/// over that one value: repeating it would make chains within chains grow beyond all bounds, and call
/// `rand()` more than once.
struct SharedOperand {
    /// What stands for the operand.
    let use: BoundExpression
    private let definition: (variable: Variable, value: BoundExpression)?

    init(_ operand: TypedExpression, _ binder: inout Binder) {
        switch operand.expression {
        case .constant, .parameter, .variable, .property(.variable, _, _):
            use = operand.expression
            definition = nil
        default:
            let variable = binder.makeVariable(nil, operand.type)
            use = .variable(variable)
            definition = (variable, operand.expression)
        }
    }

    /// An expression that uses the operand, with the operand's value given to it.
    func enclose(_ expression: BoundExpression, _ range: SourceRange) -> BoundExpression {
        guard let definition else { return expression }
        let results = BoundExpression.listComprehension(
            definition.variable, in: .list([definition.value]), condition: nil, result: expression, range)
        return .element(of: results, at: .constant(.integer(0)), range)
    }
}
