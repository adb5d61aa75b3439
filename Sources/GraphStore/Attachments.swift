import Synchronization

/// What the layers above keep with a store for as long as it is open: one object of each type.
///
/// The objects must not hold the store, or neither would ever go.
package final class Attachments: Sendable {
    private let objects = Mutex<[ObjectIdentifier: any AnyObject & Sendable]>([:])

    /// The object of a type, made when it is first asked for.
    package func object<Object: AnyObject & Sendable>(
        of type: Object.Type, orMake make: @Sendable () -> Object
    ) -> Object {
        objects.withLock { objects in
            if let known = objects[ObjectIdentifier(type)] as? Object { return known }
            let made = make()
            objects[ObjectIdentifier(type)] = made
            return made
        }
    }
}
