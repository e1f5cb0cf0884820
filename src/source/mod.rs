//! Where text comes from: files, folders, standard input, JSON Lines and HTML become documents.
