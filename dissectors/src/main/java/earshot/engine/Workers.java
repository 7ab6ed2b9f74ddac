package earshot.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The threads of a run: the calling one and those beside it.
final class Workers implements AutoCloseable {
    interface Task {
        void run(int item, int worker);
    }

    private final int count;
    private final ExecutorService others;

    Workers(int count) {
        if (count < 1) throw new IllegalArgumentException("at least one worker is needed");
        this.count = count;
        this.others = count == 1
                ? null
                : Executors.newFixedThreadPool(
                        count, Thread.ofPlatform().daemon().name("worker-", 1).factory());
    }

    /// Does a task for each item, on all threads; returns when all are done.
    void each(int items, Task task) {
        if (others == null || items <= 1) {
            for (int i = 0; i < items; i++) task.run(i, 0);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>(count);
        for (int w = 1; w < Math.min(count, items); w++) {
            int worker = w;
            running.add(others.submit(() -> take(next, items, task, worker)));
        }
        take(next, items, task, 0);
        running.forEach(Workers::join);
    }

    private static void take(AtomicInteger next, int items, Task task, int worker) {
        for (int i; (i = next.getAndIncrement()) < items; ) task.run(i, worker);
    }

    /// Does a task on another thread, where there is one.
    ///
    /// @return waits until it is done; does it then where there is no other thread
    Runnable beside(Runnable task) {
        if (others == null) return task;
        Future<?> running = others.submit(task);
        return () -> join(running);
    }

    private static void join(Future<?> task) {
        boolean interrupted = false;
        while (true) {
            try {
                task.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) throw error;
                throw new IllegalStateException("a worker failed", e.getCause());
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    @Override
    public void close() {
        if (others != null) others.shutdownNow();
    }
}
