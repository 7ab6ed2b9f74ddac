package earshot.event.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// An enum's constants as JSON strings in lower case, prepared once.
final class Words {
    private static final ClassValue<byte[][]> KNOWN = new ClassValue<>() {
        @Override
        protected byte[][] computeValue(Class<?> type) {
            Object[] constants = type.getEnumConstants();
            byte[][] words = new byte[constants.length][];
            for (int i = 0; i < words.length; i++) {
                String name =
                        ((Enum<?>) constants[i]).name().toLowerCase(Locale.ROOT).replace('_', '-');
                words[i] = ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
            }
            return words;
        }
    };

    private Words() {}

    static byte[] of(Enum<?> value) {
        return KNOWN.get(value.getDeclaringClass())[value.ordinal()];
    }
}
