package earshot.app;

/// Which Earshot this is.
final class Version {
    /// From the jar's manifest; `dev` where the classes do not come from a jar.
    static final String TEXT = text();

    private Version() {}

    private static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
