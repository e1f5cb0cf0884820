//! A client's socket. Who takes nothing of an answer for too long is cut off; who takes a little is not.

use std::future::Future;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;

/// Bytes that the system holds for a client that does not take them. By itself it holds megabytes and says nothing until a
/// third of them is taken, so that a slow client could not be told from one that is gone.
const UNSENT: u32 = 16 << 10;

/// Most bytes that are given to the system at a time where it did not take all before.
const MORSEL: usize = 8 << 10;

/// A socket whose other end must take something from time to time.
pub(crate) struct Socket {
    stream: TcpStream,
    idle_time: Duration,
    /// Ends the wait for a client that does not take what there is.
    wait: Option<Pin<Box<Sleep>>>,
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
        let idle_time = self.idle_time;
        let wait = self
            .wait
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(idle_time)));
        ready!(wait.as_mut().poll(context));
        let message = "the client takes nothing of its answer";
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, message)))
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
