package earshot.web;

/// The header fields of a request or an answer.
@FunctionalInterface
public interface WebFields {
    WebFields NONE = _ -> "";

    /// The field's values joined by commas.
    ///
    /// @param name in lower case
    /// @return "" where it is absent
    String field(String name);
}
