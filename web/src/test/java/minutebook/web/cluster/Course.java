package minutebook.web.cluster;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What happens to all bytes in one direction now, and a way to wait for it to change. */
final class Course {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong passed = new AtomicLong();
    private Fault fault = Fault.NONE;

    void set(Fault next) {
        lock.lock();
        try {
            fault = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Fault fault() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is another than this, or the time has come. */
    void awaitChange(Fault now, long untilNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = untilNanos - System.nanoTime();
            while (fault.equals(now) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    AtomicLong passed() {
        return passed;
    }
}
