/// What is allowed: the policy, and who is who.
///
/// A policy is a YAML file that a person writes; [earshot.policy.PolicyFile] reads it strictly and names the line of
/// whatever
/// it does not understand. It has
///
/// - `internal`: our own networks (default: the private ranges),
/// - `people`: a CSV file that says which account is whose ([earshot.policy.Directory]),
/// - `rules`: in order, the first that fits decides ([earshot.policy.Rule]); `otherwise` decides for the rest,
/// - `suppress`: alerts that are known and need not be told, each with a reason and an end,
/// - `tuning`: thresholds of detectors ([earshot.detect.Tuning]), by name.
///
/// A rule asks for what is not always known: who an account belongs to, which client it was. Where that is unknown a
/// rule
/// neither fits nor fails, and nothing is decided until it is known ([earshot.policy.Verdict#OPEN]): better no alert
/// than a
/// wrong one. Of an encrypted service nothing more will be known, and the rule fails.
package earshot.policy;
