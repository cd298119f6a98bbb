//! A queue bounded by number and by weight, that its readers can shut, so that nobody waits for work nobody wants.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Things on their way between threads: those that wait, and those taken out and not yet done with.
pub struct Queue<T> {
    state: Mutex<State<T>>,
    /// Tells those who push that there is room.
    room: Condvar,
    /// Tells those who pop that there is something.
    filled: Condvar,
    most: usize,
    heaviest: u64,
}

struct State<T> {
    waiting: VecDeque<T>,
    /// Number and weight of what was pushed and is not done with.
    under_way: usize,
    weight: u64,
    shut: bool,
}

impl<T> Queue<T> {
    /// An empty queue, for at most `most` things under way whose weights add up to `heaviest`. A
    /// thing that is heavier by itself goes through alone.
    pub fn new(most: usize, heaviest: u64) -> Self {
        let state = State { waiting: VecDeque::new(), under_way: 0, weight: 0, shut: false };
        let (room, filled) = (Condvar::new(), Condvar::new());
        Queue { state: Mutex::new(state), room, filled, most, heaviest }
    }

    /// Puts a thing at the end, when there is room. False when the queue is shut.
    pub fn push(&self, thing: T, weight: u64) -> bool {
        let mut state = self.lock();
        let full = |s: &State<T>| {
            s.under_way >= self.most || s.under_way > 0 && s.weight + weight > self.heaviest
        };
        while full(&state) && !state.shut {
            state = wait(&self.room, state);
        }
        if !state.shut {
            state.waiting.push_back(thing);
            state.under_way += 1;
            state.weight += weight;
            self.filled.notify_one();
        }
        !state.shut
    }

    /// Takes the first thing, when there is one. None when the queue is shut and empty.
    pub fn pop(&self) -> Option<T> {
        let mut state = self.lock();
        while state.waiting.is_empty() && !state.shut {
            state = wait(&self.filled, state);
        }
        state.waiting.pop_front()
    }

    /// Says that a thing of this weight is done with and its memory free.
    pub fn done(&self, weight: u64) {
        let mut state = self.lock();
        state.under_way = state.under_way.saturating_sub(1);
        state.weight = state.weight.saturating_sub(weight);
        self.room.notify_one();
    }

    /// Takes nothing more in; what waits can still be taken out.
    pub fn shut(&self) {
        self.lock().shut = true;
        self.wake();
    }

    /// Takes nothing more in, and forgets what waits.
    pub fn abandon(&self) {
        let mut state = self.lock();
        state.shut = true;
        state.waiting.clear();
        self.wake();
    }

    // Nothing panics while the state is locked, so that a poisoned lock is still in order.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self) {
        self.room.notify_all();
        self.filled.notify_all();
    }
}

fn wait<'s, T>(change: &Condvar, state: MutexGuard<'s, State<T>>) -> MutexGuard<'s, State<T>> {
    change.wait(state).unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shut_queue_hands_out_what_waits() {
        let queue = Queue::new(2, 9);
        assert!(queue.push(1, 0) && queue.push(2, 0));
        queue.shut();
        assert!(!queue.push(3, 0));
        assert_eq!([queue.pop(), queue.pop(), queue.pop()], [Some(1), Some(2), None]);
    }

    #[test]
    fn an_abandoned_queue_frees_a_writer_that_waits() {
        let queue = Queue::new(1, 9);
        assert!(queue.push(1, 0));
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| queue.push(2, 0));
            queue.abandon();
            assert!(!writer.join().unwrap());
        });
        assert_eq!(queue.pop(), None);
    }

    #[test]
    fn a_heavy_thing_waits_until_the_others_are_done_with() {
        let queue = Queue::new(8, 10);
        assert!(queue.push("light", 4));
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| queue.push("heavy", 100));
            assert_eq!(queue.pop(), Some("light"));
            assert!(!writer.is_finished());
            queue.done(4);
            assert!(writer.join().unwrap());
        });
        assert_eq!(queue.pop(), Some("heavy"));
    }
}
