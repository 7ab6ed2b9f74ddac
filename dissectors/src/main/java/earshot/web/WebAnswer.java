package earshot.web;

/// The head of an answer.
///
/// @param status three digits
/// @param fields looked up when asked for
public record WebAnswer(int status, WebFields fields) {
    public boolean ok() {
        return status / 100 == 2;
    }

    /// @param name in lower case
    /// @return "" where it is absent
    public String field(String name) {
        return fields.field(name);
    }
}
