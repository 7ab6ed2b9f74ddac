package earshot.dissect.ymsg;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.text.TextDecoding;
import java.util.ArrayList;
import java.util.List;

/// The fields of a packet in their order, which is their meaning: lists repeat keys.
///
/// @param whole false where the bytes stopped being fields before their end; what stands before that is here
record Fields(List<Field> all, boolean whole) {
    /// @param value as sent
    record Field(int key, byte[] value) {
        String text() {
            return TextDecoding.of(value).text();
        }

        /// The name of an account.
        Account account() {
            return Account.of(text().strip());
        }

        /// -1 where it is not a number.
        long number() {
            return Fields.number(value);
        }
    }

    private static final int MOST_DIGITS = 5;
    private static final byte[] NOTHING = {};

    /// Reads fields to the end. The last separator may be missing.
    static Fields read(Cursor in) {
        List<Field> all = new ArrayList<>();
        while (in.remaining() > 0) {
            int key = key(in);
            if (key < 0) return new Fields(all, false);
            int end = separator(in);
            byte[] value = in.take(end < 0 ? in.remaining() : end);
            in.skip(Math.min(2, in.remaining()));
            all.add(new Field(key, value));
        }
        return new Fields(all, true);
    }

    /// The decimal number and the separator that begin here, passed; -1 where something else does.
    private static int key(Cursor in) {
        int digits = 0, key = 0;
        for (int c; digits <= MOST_DIGITS && (c = in.peek(digits)) >= '0' && c <= '9'; digits++)
            key = key * 10 + c - '0';
        if (digits == 0 || digits > MOST_DIGITS) return -1;
        if (in.peek(digits) != 0xc0 || in.peek(digits + 1) != 0x80) return -1;
        in.skip(digits + 2);
        return key;
    }

    private static int separator(Cursor in) {
        for (int at = in.indexOf(0xc0, 0); at >= 0; at = in.indexOf(0xc0, at + 1))
            if (in.peek(at + 1) == 0x80) return at;
        return -1;
    }

    boolean has(int key) {
        for (Field field : all) if (field.key == key) return true;
        return false;
    }

    /// The first value of this key, empty where there is none.
    byte[] bytes(int key) {
        for (Field field : all) if (field.key == key) return field.value;
        return NOTHING;
    }

    /// The first value of this key, "" where there is none.
    String text(int key) {
        return TextDecoding.of(bytes(key)).text();
    }

    /// The first value of this key that is a number, `none` where it is absent or none.
    long number(int key, long none) {
        long number = number(bytes(key));
        return number < 0 ? none : number;
    }

    /// The account that the first of these keys names which is there; null where none does.
    Account account(int... keys) {
        for (int key : keys) {
            String name = text(key).strip();
            if (!name.isEmpty()) return Account.of(name);
        }
        return null;
    }

    /// All accounts that these keys name, in their order.
    List<Account> accounts(int... keys) {
        List<Account> named = new ArrayList<>();
        for (Field field : all) {
            for (int key : keys) {
                if (field.key == key && field.value.length > 0) named.add(field.account());
            }
        }
        return named;
    }

    private static long number(byte[] value) {
        if (value.length == 0 || value.length > 18) return -1;
        long number = 0;
        for (byte b : value) {
            if (b < '0' || b > '9') return -1;
            number = number * 10 + b - '0';
        }
        return number;
    }
}
