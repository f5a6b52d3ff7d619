package minutebook.web.live.socketio;

import com.corundumstudio.socketio.scheduler.CancelableScheduler;
import com.corundumstudio.socketio.scheduler.SchedulerKey;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;

/** In place of the library's timers: the session underneath keeps all deadlines. */
final class NoTimers implements CancelableScheduler {

    @Override
    public void update(ChannelHandlerContext context) {
        // There is no channel.
    }

    @Override
    public void cancel(SchedulerKey key) {
        // Nothing was scheduled.
    }

    @Override
    public void scheduleCallback(SchedulerKey key, Runnable work, long delay, TimeUnit unit) {
        // The session decides.
    }

    @Override
    public void schedule(Runnable work, long delay, TimeUnit unit) {
        // The session decides.
    }

    @Override
    public void schedule(SchedulerKey key, Runnable work, long delay, TimeUnit unit) {
        // The session decides.
    }

    @Override
    public void shutdown() {
        // Nothing runs.
    }
}
