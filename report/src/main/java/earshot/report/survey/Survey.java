package earshot.report.survey;

import java.util.List;

/// A survey: what it was taken from, and its sections.
///
/// @param title what and of when
/// @param basis sentences on what was seen and what was not
public record Survey(String title, List<String> basis, List<Section> sections) {
    public Survey {
        basis = List.copyOf(basis);
        sections = List.copyOf(sections);
    }
}
