package earshot.policy;

import earshot.flow.Address;

/// Somebody using a service, as far as it is known.
///
/// @param account "" where not known
/// @param client name and version, "" where not known
/// @param version of the client alone, "" where not known
/// @param person null where not known
/// @param host ours; null where not known
/// @param peer the other side's address; null where not known
/// @param time nanoseconds since 1970-01-01 UTC
/// @param sealed whether nothing more can become known, as the service is encrypted
public record Use(
        String service,
        String account,
        String client,
        String version,
        Person person,
        Address host,
        Address peer,
        Feature feature,
        long time,
        boolean sealed) {}
