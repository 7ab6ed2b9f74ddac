package earshot.report.survey;

import earshot.report.text.Csv;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A survey for programs: CSV, a table a file; JSON, all in one object.
public final class SurveyFiles {
    private SurveyFiles() {}

    /// Writes a file for each section into the folder, which is made.
    public static void csv(Survey survey, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Section section : survey.sections()) {
            StringWriter text = new StringWriter();
            Csv csv = new Csv(text);
            csv.row(section.columns());
            for (List<Object> row : section.rows()) csv.row(row);
            Files.writeString(folder.resolve(section.id() + ".csv"), text.toString(), StandardCharsets.UTF_8);
        }
    }

    /// `{"title":…,"basis":[…],"sections":[{"id":…,"title":…,"note":…,"rows":[{…}]}]}`
    public static String json(Survey survey) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("title", survey.title());
            json.writeArrayPropertyStart("basis");
            for (String sentence : survey.basis()) json.writeString(sentence);
            json.writeEndArray();
            json.writeArrayPropertyStart("sections");
            for (Section section : survey.sections()) section(json, section);
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void section(JsonGenerator json, Section section) {
        json.writeStartObject();
        json.writeStringProperty("id", section.id());
        json.writeStringProperty("title", section.title());
        json.writeStringProperty("note", section.note());
        json.writeArrayPropertyStart("rows");
        for (List<Object> row : section.rows()) {
            json.writeStartObject();
            for (int i = 0; i < row.size(); i++) {
                switch (row.get(i)) {
                    case null -> {}
                    case Number number ->
                        json.writeNumberProperty(section.columns().get(i), number.longValue());
                    default ->
                        json.writeStringProperty(
                                section.columns().get(i), row.get(i).toString());
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
