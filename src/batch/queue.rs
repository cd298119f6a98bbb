//! A bounded queue that its readers can shut, so that no writer waits for work nobody wants.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A queue of at most `capacity` things between threads.
pub struct Queue<T> {
    state: Mutex<State<T>>,
    /// Tells those who push that there is room.
    room: Condvar,
    /// Tells those who pop that there is something.
    filled: Condvar,
    capacity: usize,
}

struct State<T> {
    waiting: VecDeque<T>,
    shut: bool,
}

impl<T> Queue<T> {
    /// An empty queue.
    pub fn new(capacity: usize) -> Self {
        let state = State { waiting: VecDeque::with_capacity(capacity), shut: false };
        Queue { state: Mutex::new(state), room: Condvar::new(), filled: Condvar::new(), capacity }
    }

    /// Puts a thing at the end, when there is room. False when the queue is shut.
    pub fn push(&self, thing: T) -> bool {
        let mut state = self.lock();
        while state.waiting.len() >= self.capacity && !state.shut {
            state = wait(&self.room, state);
        }
        if !state.shut {
            state.waiting.push_back(thing);
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
        let thing = state.waiting.pop_front();
        self.room.notify_one();
        thing
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
        let queue = Queue::new(2);
        assert!(queue.push(1) && queue.push(2));
        queue.shut();
        assert!(!queue.push(3));
        assert_eq!([queue.pop(), queue.pop(), queue.pop()], [Some(1), Some(2), None]);
    }

    #[test]
    fn an_abandoned_queue_frees_a_writer_that_waits() {
        let queue = Queue::new(1);
        assert!(queue.push(1));
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| queue.push(2));
            queue.abandon();
            assert!(!writer.join().unwrap());
        });
        assert_eq!(queue.pop(), None);
    }
}
