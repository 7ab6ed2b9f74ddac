package earshot.detect.worm;

/// One way in which what is sent can be recognised when it is sent again.
///
/// @param value what is the same, of this kind
record Mark(Kind kind, String value) {
    enum Kind {
        /// The bytes of a file.
        DIGEST,
        /// A file's name without its numbers, and its size.
        FILE,
        /// The size of a program: worms rename themselves.
        SIZE,
        /// A link to the letter.
        LINK,
        /// A link without parameters and numbers.
        SHAPE,
        /// Where links lead to.
        DOMAIN,
        /// The words around a link.
        WORDS,
        /// Most of the words around a link.
        NEAR;

        /// Whether two sendings that share it are surely the same payload.
        boolean strong() {
            return this != DOMAIN && this != SHAPE && this != SIZE;
        }
    }
}
