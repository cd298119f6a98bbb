//! Workers in parallel, results in order, and only so many of them in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use super::queue::Queue;

/// Tasks on their way at one time, for each worker: enough to keep the others busy behind a slow one.
const AHEAD: usize = 8;

/// Bytes of input on their way at one time, for each worker. A larger article goes through alone.
const BYTES_AHEAD: u64 = 4 << 20;

/// A worker's stack, as large as that of a main thread.
const STACK: usize = 8 << 20;

/// How often a wait for results looks up whether to stop.
const PATIENCE: Duration = Duration::from_millis(100);

/// Something that takes memory while it is under way.
pub trait Weighed {
    /// Its size in bytes, about.
    fn weight(&self) -> u64;
}

/// Does every task by `work` on `workers` threads and hands the results to `take`, in the order of
/// the tasks, on the calling thread. Stops at the first error of `take` and returns it.
///
/// At most a few tasks a worker, and a few MiB of them, are under way, so memory does not grow with
/// their number. A result is handed on as soon as those before it are, without waiting for further
/// tasks. When `stop` comes to be true, the tasks in the workers' hands are finished and handed on,
/// and the others left.
///
/// # Errors
/// The first of `take`.
pub fn in_order<T, R, E>(
    tasks: impl Iterator<Item = T> + Send + 'static,
    workers: usize,
    stop: &Arc<AtomicBool>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Weighed + Send + 'static,
    R: Send + 'static,
{
    let workers = workers.max(1);
    let queue = Arc::new(Queue::new(workers * AHEAD, workers as u64 * BYTES_AHEAD));
    let (order, results) = channel();
    let feed = Feed { queue: Arc::clone(&queue), order, stop: Arc::clone(stop) };
    // The feeder is not joined: it may wait for a stream that never ends, after the reader of the
    // results has gone.
    thread::spawn(move || feed.run(tasks));
    thread::scope(|scope| {
        let (queue, work) = (&*queue, &work);
        let worker = || {
            while let Some((task, result)) = queue.pop() {
                // The other end hangs up only when nobody wants results any more.
                let _ = result.send(work(task));
            }
        };
        let mut started = 0;
        for _ in 0..workers {
            let thread = thread::Builder::new().stack_size(STACK);
            started += usize::from(thread.spawn_scoped(scope, worker).is_ok());
        }
        assert!(started > 0, "the system allows no thread");
        let outcome = loop {
            let stopping = stop.load(Ordering::Relaxed);
            if stopping {
                queue.abandon();
            }
            match results.recv_timeout(PATIENCE) {
                Ok(Place { result, weight }) => {
                    // No result: left undone, or the worker broke down outside of `work`'s care,
                    // and then the scope passes its panic on.
                    if let Ok(result) = result.recv()
                        && let Err(error) = take(result)
                    {
                        break Err(error);
                    }
                    queue.done(weight);
                }
                Err(RecvTimeoutError::Timeout) if stopping => break Ok(()),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break Ok(()),
            }
        };
        queue.abandon();
        outcome
    })
}

/// Where a result will come, in the order of the tasks.
struct Place<R> {
    result: Receiver<R>,
    weight: u64,
}

/// What the feeding thread holds; the queue is shut when it ends, in whatever way.
struct Feed<T, R> {
    queue: Arc<Queue<(T, SyncSender<R>)>>,
    order: Sender<Place<R>>,
    stop: Arc<AtomicBool>,
}

impl<T: Weighed, R> Feed<T, R> {
    fn run(self, tasks: impl Iterator<Item = T>) {
        for task in tasks {
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            let (send, result) = sync_channel(1);
            let weight = task.weight();
            let pushed = self.queue.push((task, send), weight);
            if !pushed || self.order.send(Place { result, weight }).is_err() {
                return;
            }
        }
    }
}

impl<T, R> Drop for Feed<T, R> {
    fn drop(&mut self) {
        self.queue.shut();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    impl Weighed for u64 {
        fn weight(&self) -> u64 {
            *self
        }
    }

    fn never() -> Arc<AtomicBool> {
        Arc::default()
    }

    #[test]
    fn results_keep_the_order_of_the_tasks() {
        for workers in [1, 2, 8] {
            let mut seen = Vec::new();
            // Later tasks are quicker.
            let work = |n: u64| {
                thread::sleep(Duration::from_micros(50 * (20 - n % 20)));
                n
            };
            let take = |n| {
                seen.push(n);
                Ok::<(), ()>(())
            };
            in_order(0..100, workers, &never(), work, take).unwrap();
            assert_eq!(seen, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn tasks_are_taken_only_as_needed() {
        static TAKEN: AtomicUsize = AtomicUsize::new(0);
        let tasks = (0..).inspect(|_| {
            TAKEN.fetch_add(1, Ordering::Relaxed);
        });
        let mut left = 10;
        let stopped = in_order(
            tasks,
            2,
            &never(),
            |n: u64| n,
            |_| {
                left -= 1;
                thread::sleep(Duration::from_millis(1));
                if left > 0 { Ok(()) } else { Err("enough") }
            },
        );
        assert_eq!(stopped, Err("enough"));
        assert!(TAKEN.load(Ordering::Relaxed) < 10 + 4 * AHEAD + 8);
    }

    #[test]
    fn a_result_does_not_wait_for_the_next_task() {
        let (send, tasks) = channel::<u64>();
        let mut seen = 0;
        send.send(1).unwrap();
        let mut send = Some(send);
        in_order(
            tasks.into_iter(),
            2,
            &never(),
            |n| n,
            |n| {
                // The next task is sent only after this result has come.
                seen = n;
                match send.as_ref().filter(|_| n < 5) {
                    Some(send) => send.send(n + 1).unwrap(),
                    None => drop(send.take()),
                }
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        assert_eq!(seen, 5);
    }

    #[test]
    fn a_reader_that_leaves_does_not_wait_for_the_stream() {
        let (send, tasks) = channel::<u64>();
        send.send(1).unwrap();
        let left = in_order(tasks.into_iter(), 2, &never(), |n| n, |_| Err("closed"));
        assert_eq!(left, Err("closed"));
        drop(send);
    }

    #[test]
    fn what_is_in_hand_is_finished_when_the_run_is_stopped_and_the_stream_stays_open() {
        let (send, tasks) = channel::<u64>();
        (0..8).for_each(|n| send.send(n).unwrap());
        let stop = never();
        let (asked, mut seen) = (Arc::clone(&stop), Vec::new());
        let work = |n: u64| {
            thread::sleep(Duration::from_millis(30));
            asked.store(true, Ordering::Relaxed);
            n
        };
        let take = |n| {
            seen.push(n);
            Ok::<(), ()>(())
        };
        in_order(tasks.into_iter(), 2, &stop, work, take).unwrap();
        assert!((1..=4).contains(&seen.len()), "{seen:?}");
        assert_eq!(seen, (0..seen.len() as u64).collect::<Vec<_>>());
        drop(send);
    }
}
