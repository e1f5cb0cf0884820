//! The program as a server, for tests that run other programs against it.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

/// `parkgraph serve`; stopped when dropped.
pub(crate) struct Program {
    /// The process.
    pub(crate) child: Child,
    /// `http://`, address and port, without `/` at the end.
    pub(crate) site: String,
}

impl Program {
    /// Starts the program at a free port. `SITE` among the options stands for its own address.
    pub(crate) fn start(options: &[&str]) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
        let address = address.unwrap().to_string();
        let site = format!("http://{address}");
        let own = format!("{site}/");
        let options = options.iter().map(|it| match *it {
            "SITE" => own.as_str(),
            it => it,
        });
        let mut child = Command::new(env!("CARGO_BIN_EXE_parkgraph"))
            .args(["serve", "--bind", &address])
            .args(options)
            .env("PARKGRAPH_TOKEN", "open sesame, if you please")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let program = Self { child, site };
        let said = lines.by_ref().map(Result::unwrap);
        let is_up = said.into_iter().any(|it| it.contains(&program.site));
        assert!(is_up, "the server does not listen");
        // What the server logs later must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        program
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
