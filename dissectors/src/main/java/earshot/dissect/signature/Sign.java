package earshot.dissect.signature;

import earshot.dissect.Verdict;
import earshot.event.ImEvent.Service.Confidence;

/// What a signature makes of some bytes: [#NO], [#MORE], or a service.
///
/// @param protocol the wire protocol's name in event lines
/// @param call whether the flow is one of a call
record Sign(Verdict verdict, String service, String protocol, Confidence confidence, boolean call) {
    /// Not this service, whatever follows.
    static final Sign NO = new Sign(Verdict.NO, "", "", null, false);
    /// It may be; more must be seen.
    static final Sign MORE = new Sign(Verdict.MORE, "", "", null, false);

    static Sign certain(String service, String protocol) {
        return new Sign(Verdict.YES, service, protocol, Confidence.CERTAIN, false);
    }

    static Sign probable(String service, String protocol) {
        return new Sign(Verdict.YES, service, protocol, Confidence.PROBABLE, false);
    }

    /// The same, of a flow that carries a call.
    Sign ofCall() {
        return new Sign(Verdict.YES, service, protocol, confidence, true);
    }

    boolean found() {
        return verdict == Verdict.YES;
    }

    boolean more() {
        return verdict == Verdict.MORE;
    }

    boolean no() {
        return verdict == Verdict.NO;
    }
}
