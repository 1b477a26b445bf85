/// That the bytes of a piece are not as they were written.
struct PieceDamage: Error, Hashable {}
