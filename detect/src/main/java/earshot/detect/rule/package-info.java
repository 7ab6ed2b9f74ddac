/// The detectors, one class each, named for what they find.
package earshot.detect.rule;
