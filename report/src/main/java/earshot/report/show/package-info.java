/// What stands behind an id: a talk whole, or an event with what belongs to it. For `show`.
package earshot.report.show;
