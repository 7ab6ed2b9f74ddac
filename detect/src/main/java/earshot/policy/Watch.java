package earshot.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a policy wants to be told of, in what people say and send.
///
/// @param keywords words and phrases of the organisation's own
/// @param patterns by name, RE2 syntax
/// @param offensive words nobody should have to read
/// @param files endings of files that are not wanted, without the dot
/// @param digests SHA-256 or MD5 of files that are known to be bad
/// @param brands domain names that others may not imitate
public record Watch(
        List<String> keywords,
        Map<String, String> patterns,
        List<String> offensive,
        Set<String> files,
        Set<String> digests,
        List<String> brands) {
    public static final Watch NOTHING = new Watch(List.of(), Map.of(), List.of(), Set.of(), Set.of(), List.of());
}
