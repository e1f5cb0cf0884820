//! A client's socket. Who takes nothing of an answer for too long is cut off; who takes a little is not.

use std::future::Future;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;

use crate::serve::send_queue::untaken;

/// Bytes that the system holds for a client that does not take them. By itself it holds megabytes and says nothing until a
/// third of them is taken, so that a slow client could not be told from one that is gone.
const UNSENT: u32 = 16 << 10;

/// Most bytes that are given to the system at a time where it did not take all before.
const MORSEL: usize = 8 << 10;

/// How often it is looked, in the time in which a client must take something, whether it has.
const LOOKS: u32 = 4;

/// A socket whose other end must take something from time to time.
pub(crate) struct Socket {
    stream: TcpStream,
    idle_time: Duration,
    /// Ends the wait for a client that does not take what there is.
    wait: Option<Wait>,
    /// Whether the client has ever kept us waiting.
    is_slow: bool,
}

impl Socket {
    /// Takes a connection, whose client may take nothing for so long.
    pub(crate) fn new(stream: TcpStream, idle_time: Duration) -> Self {
        // Where the system does not know these options answers still arrive.
        drop(stream.set_nodelay(true));
        #[cfg(target_os = "linux")]
        drop(socket2::SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT));
        Self {
            stream,
            idle_time,
            wait: None,
            is_slow: false,
        }
    }

    /// Writes, but does not wait for ever.
    fn write(
        &mut self,
        context: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut TcpStream>, &mut Context<'_>) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(written) = write(Pin::new(&mut self.stream), context) {
            self.wait = None;
            return Poll::Ready(written);
        }
        self.is_slow = true;
        let interval = self.idle_time / LOOKS;
        let wait = self.wait.get_or_insert_with(|| Wait::new(interval));
        loop {
            ready!(wait.next_look.as_mut().poll(context));
            if wait.is_over(untaken_of(&self.stream)) {
                let message = "the client takes nothing of its answer";
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, message)));
            }
            wait.next_look = Box::pin(tokio::time::sleep(interval));
        }
    }
}

/// What the client of a socket has not taken yet.
fn untaken_of(stream: &TcpStream) -> Option<u64> {
    untaken(stream.local_addr().ok()?, stream.peer_addr().ok()?)
}

/// A wait for a client. The system says that it can hold more only when several kilobytes are taken; who takes less is found
/// out by looking.
struct Wait {
    next_look: Pin<Box<Sleep>>,
    /// What was not taken when it was last looked; none where the system does not tell.
    untaken: Option<u64>,
    /// How often it was looked without anything having been taken.
    in_vain: u32,
}

impl Wait {
    fn new(interval: Duration) -> Self {
        Self {
            next_look: Box::pin(tokio::time::sleep(interval)),
            untaken: None,
            in_vain: 0,
        }
    }

    /// Whether the client has taken nothing for the whole time, now that so much is not taken.
    fn is_over(&mut self, untaken: Option<u64>) -> bool {
        let before = std::mem::replace(&mut self.untaken, untaken);
        let was_taken = match (before, untaken) {
            (Some(before), Some(now)) => now < before,
            // The first look.
            (None, now) => now.is_some(),
            (Some(_), None) => false,
        };
        self.in_vain = if was_taken { 0 } else { self.in_vain + 1 };
        self.in_vain >= LOOKS
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let most = if self.is_slow { MORSEL } else { usize::MAX };
        let (morsel, _) = bytes.split_at(bytes.len().min(most));
        self.write(context, |stream, context| {
            stream.poll_write(context, morsel)
        })
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.is_slow {
            let first = buffers.iter().find(|it| !it.is_empty());
            return self.poll_write(context, first.map_or(&[], |it| it));
        }
        self.get_mut().write(context, |stream, context| {
            stream.poll_write_vectored(context, buffers)
        })
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
