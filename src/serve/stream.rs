//! Answers that are sent while they are made: a query writes, a bounded channel holds it back, the connection reads.
//!
//! What fails before the first piece is sent is an answer of its own. What fails later breaks the connection, so that
//! half an answer is never taken for a whole one.

use std::io::{self, Write};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{self, error::TrySendError};

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::work::{self, CancelOnDrop, Task};
use crate::store::{self, Store, stoppable};

/// Bytes for which there is room from the beginning.
const BEGIN: usize = 4 << 10;

/// Bytes of a piece.
const PIECE: usize = 64 << 10;

/// Pieces between the query and the connection.
const PIECES: usize = 4;

/// What the query sends.
enum Message {
    /// A piece; more will come. The first one says what the answer is.
    Piece(Option<HeaderValue>, Bytes),
    /// The last piece, which may be the first.
    Last(Option<HeaderValue>, Bytes),
    /// The answer cannot be completed.
    Failed(Fault),
}

/// The writing end of an answer.
pub(crate) struct Sink<'a> {
    app: &'a App,
    task: &'a Task,
    sender: mpsc::Sender<Message>,
    runtime: Handle,
    piece: Vec<u8>,
    content_type: Option<HeaderValue>,
}

impl Sink<'_> {
    /// Says of what content type the answer is. It is sent with the first piece: a message of its own would wake the
    /// connection twice for a short answer.
    pub(crate) fn begin(&mut self, content_type: HeaderValue) {
        self.content_type = Some(content_type);
    }

    /// Sends what is written. Nobody takes it on this thread, which goes on with the query: its other tasks go to
    /// another one.
    fn send_piece(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let message = Message::Piece(self.content_type.take(), piece.into());
        tokio::task::block_in_place(|| match self.sender.try_send(message) {
            Err(TrySendError::Full(message)) => self.wait_and_send(message),
            sent => sent.map_err(|_| io::ErrorKind::BrokenPipe.into()),
        })
    }

    /// Sends the last message. The connection can take it on this thread, which the query leaves.
    fn send_last(&self, message: Message) {
        if let Err(TrySendError::Full(message)) = self.sender.try_send(message) {
            // Who waited may have gone away.
            drop(tokio::task::block_in_place(|| self.wait_and_send(message)));
        }
    }

    /// Sends a message; waits for the client as long as its [socket](crate::serve::socket) does. Meanwhile another query
    /// has the place.
    fn wait_and_send(&self, message: Message) -> io::Result<()> {
        let send = async {
            self.sender.send(message).await.ok()?;
            Some(self.app.gate().enter_again().await)
        };
        let place = self.task.pause(|| {
            self.task.leave();
            self.runtime.block_on(send)
        });
        self.task.sit(place.ok_or(io::ErrorKind::BrokenPipe)?);
        Ok(())
    }
}

/// Serializers write letter by letter: all but full pieces must cost next to nothing.
impl Write for Sink<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() < PIECE {
            return Ok(());
        }
        self.send_piece()
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What an answer is made by.
pub(crate) trait Work:
    FnOnce(&Store, &Task, &mut Sink<'_>) -> Result<(), Fault> + Send + 'static
{
}

impl<T> Work for T where
    T: FnOnce(&Store, &Task, &mut Sink<'_>) -> Result<(), Fault> + Send + 'static
{
}

/// Runs work that writes an answer and gives the answer, without its headers, as soon as there is something of it.
pub(crate) async fn respond(app: &App, work: impl Work) -> Result<Response, Fault> {
    let (sender, mut pieces) = mpsc::channel(PIECES);
    let store = app.store();
    let runtime = Handle::current();
    let own = app.clone();
    let cancel = work::start(app, move |task| {
        let mut sink = Sink {
            app: &own,
            task,
            sender,
            runtime,
            piece: Vec::with_capacity(BEGIN),
            content_type: None,
        };
        let result = stoppable(|| work(&store, task, &mut sink));
        let last = Bytes::from(std::mem::take(&mut sink.piece));
        let last = Message::Last(sink.content_type.take(), last);
        sink.send_last(result.map_or_else(Message::Failed, |()| last));
    })
    .await?;
    let begin = async {
        match pieces.recv().await {
            Some(Message::Last(content_type, bytes)) => {
                Ok(with_type(Body::from(bytes), content_type))
            }
            Some(Message::Piece(content_type, bytes)) => {
                Ok(with_type(rest(bytes, pieces, cancel), content_type))
            }
            Some(Message::Failed(fault)) => Err(fault),
            None => Err(work::broken()),
        }
    };
    let begun = tokio::time::timeout(work::patience(app), begin).await;
    begun.unwrap_or_else(|_| Err(store::Error::Stopped.into()))
}

fn with_type(body: Body, content_type: Option<HeaderValue>) -> Response {
    let mut response = body.into_response();
    if let Some(content_type) = content_type {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, content_type);
    }
    response
}

/// The body that begins with this piece.
fn rest(first: Bytes, pieces: mpsc::Receiver<Message>, cancel: CancelOnDrop) -> Body {
    let first = stream::iter([Ok(first)]);
    let rest = stream::unfold(Some((pieces, cancel)), |state| async move {
        let (mut pieces, cancel) = state?;
        match pieces.recv().await {
            Some(Message::Piece(_, bytes)) => Some((Ok(bytes), Some((pieces, cancel)))),
            Some(Message::Last(_, bytes)) => Some((Ok(bytes), None)),
            Some(Message::Failed(fault)) => Some((Err(cut(&fault)), None)),
            None => Some((Err(cut(&"the query failed")), None)),
        }
    });
    // Who compresses asks once more after the end.
    Body::from_stream(first.chain(rest).fuse())
}

/// The error that breaks the connection.
fn cut(reason: &dyn std::fmt::Display) -> io::Error {
    tracing::warn!("an answer was cut off: {reason}");
    io::Error::other(reason.to_string())
}
