package earshot.dissect.xmpp;

/// Fields of a data form (XEP-0004).
final class DataForm {
    private DataForm() {}

    /// The first value of the field of this name, "" where there is none.
    static String value(Element form, String name) {
        for (Element field : form.children()) {
            if (field.is("field", Ns.DATA_FORM) && field.attribute("var").equals(name)) {
                Element value = field.child("value", Ns.DATA_FORM);
                return value == null ? "" : value.text();
            }
        }
        return "";
    }
}
