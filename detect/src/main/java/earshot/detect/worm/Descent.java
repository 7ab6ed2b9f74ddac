package earshot.detect.worm;

import java.util.List;

/// Says from whom an account most likely has what it passes on, where it received it from several.
///
/// What it accepted decides. Otherwise each receipt is weighed by two figures taken from the outbreak itself: how
/// often a receipt leads to infection at all (earlier receipts come first), and how long that takes (a lognormal
/// delay, from those who received it only once).
final class Descent {
    private static final double LEAST_SIGMA = 0.5;
    private static final int ENOUGH = 3;

    private double sum, squares, certainty;
    private int known, all;
    private int victims, receipts;

    /// Learns from an account that passed the payload on.
    ///
    /// @param candidates what it received before its first sending, in the order of time
    /// @param began when it first sent
    void learn(List<Receipt> candidates, long began) {
        if (candidates.isEmpty()) return;
        victims++;
        receipts += candidates.size();
        all++;
        double delay = logSeconds(began - candidates.getFirst().time());
        certainty += delay;
        if (candidates.size() > 1) return;
        known++;
        sum += delay;
        squares += delay * delay;
    }

    private static double logSeconds(long nanos) {
        return Math.log(Math.max(0.1, nanos / 1e9));
    }

    /// The receipt by which it came, null where there is none.
    Receipt choose(List<Receipt> candidates, long began) {
        Receipt taken = null;
        for (Receipt receipt : candidates) if (receipt.taken()) taken = receipt;
        if (taken != null || candidates.size() == 1) return taken != null ? taken : candidates.getFirst();
        double rate = Math.clamp((double) victims / Math.max(1, receipts), 0.05, 0.95);
        double mean = known >= ENOUGH ? sum / known : all > 0 ? certainty / all : Math.log(60);
        double variance = known >= ENOUGH ? squares / known - mean * mean : 1;
        double sigma = Math.max(LEAST_SIGMA, Math.sqrt(Math.max(0, variance)));
        Receipt best = null;
        double most = Double.NEGATIVE_INFINITY;
        double before = 0;
        for (Receipt receipt : candidates) {
            double x = logSeconds(began - receipt.time());
            double z = (x - mean) / sigma;
            double likelihood = before - x - z * z / 2;
            if (likelihood > most) {
                most = likelihood;
                best = receipt;
            }
            before += Math.log(1 - rate);
        }
        return best;
    }
}
