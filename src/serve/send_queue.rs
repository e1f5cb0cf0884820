//! How much of an answer a client has not taken yet, as the system tells it.

use std::fs;
use std::net::{IpAddr, SocketAddr};

/// Bytes that were given to the system for the other end of a connection and have not arrived there; none where the system
/// does not tell.
pub(crate) fn untaken(own: SocketAddr, other: SocketAddr) -> Option<u64> {
    let file = match own {
        SocketAddr::V4(_) => "/proc/net/tcp",
        SocketAddr::V6(_) => "/proc/net/tcp6",
    };
    in_table(&fs::read_to_string(file).ok()?, own, other)
}

/// The same in a table of connections, each of which is a line: number, own address, other address, state, `sending:received`.
fn in_table(table: &str, own: SocketAddr, other: SocketAddr) -> Option<u64> {
    let (own, other) = (shown(own), shown(other));
    let mut lines = table.lines().map(str::split_ascii_whitespace);
    let mut line = lines.find(|it| {
        let mut words = it.clone().skip(1);
        words.next() == Some(&own) && words.next() == Some(&other)
    })?;
    let (sending, _) = line.nth(4)?.split_once(':')?;
    u64::from_str_radix(sending, 16).ok()
}

/// An address as the table has it: each four bytes as a number of this machine, then the port.
fn shown(address: SocketAddr) -> String {
    let bytes = match address.ip() {
        IpAddr::V4(it) => it.octets().to_vec(),
        IpAddr::V6(it) => it.octets().to_vec(),
    };
    let (words, _) = bytes.as_chunks::<4>();
    let words = words.iter().map(|it| u32::from_ne_bytes(*it));
    let words: Vec<String> = words.map(|it| format!("{it:08X}")).collect();
    format!("{}:{:04X}", words.concat(), address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_found_by_its_two_ends() {
        let ends = |own: &str, other: &str| (own.parse().unwrap(), other.parse().unwrap());
        let own = shown("127.0.0.1:8080".parse().unwrap());
        let other = shown("10.0.0.2:443".parse().unwrap());
        let table = format!(
            "  sl  local_address rem_address   st tx_queue rx_queue\n   \
             0: {own} 00000000:0000 0A 00000000:00000000 00:00\n   \
             1: {own} {other} 01 00001F40:00000000 00:00\n"
        );
        let (own, other) = ends("127.0.0.1:8080", "10.0.0.2:443");
        assert_eq!(in_table(&table, own, other), Some(8000));
        assert_eq!(in_table(&table, other, own), None);
        let six = shown("[::1]:80".parse().unwrap());
        assert_eq!((six.len(), six.ends_with(":0050")), (37, true));
    }
}
