package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Recovered;
import earshot.web.Multipart;

/// Files that stand whole among the parts of a form.
final class Uploads {
    private Uploads() {}

    /// Recovers every part that has a file's name.
    static void recovered(Out out, Account from, Multipart parts) {
        for (Multipart.Part part : parts.parts()) {
            if (part.file().isEmpty()) continue;
            int size = part.body().length;
            Recovery recovery = out.recover();
            recovery.write(part.body(), 0, size);
            Recovered bytes = recovery.finish(size);
            FileTransfer.State state = FileTransfer.State.COMPLETE;
            out.emit(new FileTransfer(out.seen(), from, Account.NONE, part.file(), size, state, bytes, ""));
        }
    }
}
