//! Workers in parallel, results in order, and only so many of them in memory.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::queue::Queue;

/// Tasks on their way at one time, for each worker: enough to keep the others busy behind a slow one.
const AHEAD: usize = 8;

/// A worker's stack, as large as that of a main thread.
const STACK: usize = 8 << 20;

/// Does every task by `work` on `workers` threads and hands the results to `take`, in the order of
/// the tasks, on the calling thread. Stops at the first error of `take` and returns it.
///
/// At most a few tasks a worker are under way, so memory does not grow with their number. A result
/// is handed on as soon as those before it are, without waiting for further tasks.
///
/// # Errors
/// The first of `take`.
pub fn in_order<T, R, E>(
    tasks: impl Iterator<Item = T> + Send + 'static,
    workers: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send + 'static,
    R: Send + 'static,
{
    if workers <= 1 {
        return tasks.map(work).try_for_each(take);
    }
    let queue = Arc::new(Queue::<(T, SyncSender<R>)>::new(workers * AHEAD));
    let (order, results) = sync_channel(workers * AHEAD);
    let feed = Feed { queue: Arc::clone(&queue), order };
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
        let outcome = results.iter().try_for_each(|result: Receiver<R>| match result.recv() {
            Ok(result) => take(result),
            // The worker broke down outside of `work`'s care; the scope passes its panic on.
            Err(_) => Ok(()),
        });
        queue.abandon();
        outcome
    })
}

/// What the feeding thread holds; the queue is shut when it ends, in whatever way.
struct Feed<T, R> {
    queue: Arc<Queue<(T, SyncSender<R>)>>,
    order: SyncSender<Receiver<R>>,
}

impl<T, R> Feed<T, R> {
    fn run(self, tasks: impl Iterator<Item = T>) {
        for task in tasks {
            let (result, place) = sync_channel(1);
            if self.order.send(place).is_err() || !self.queue.push((task, result)) {
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
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

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
            in_order(0..100, workers, work, take).unwrap();
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
        let (send, tasks) = channel::<u32>();
        let mut seen = 0;
        send.send(1).unwrap();
        let mut send = Some(send);
        in_order(
            tasks.into_iter(),
            2,
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
        let (send, tasks) = channel::<u32>();
        send.send(1).unwrap();
        assert_eq!(in_order(tasks.into_iter(), 2, |n| n, |_| Err("closed")), Err("closed"));
        drop(send);
    }
}
