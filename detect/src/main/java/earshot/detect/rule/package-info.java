/// Detectors that stand alone, one class each, named for what they find: exposed credentials, colleagues who talk
/// through a server outside, clients and fields that are known to break, contact after a block, presence probing.
package earshot.detect.rule;
