package import Wire

extension SearchResult {
  /// The same as it is told.
  package var page: Reply.Page {
    Reply.Page(
      hits: hits.map { hit in
        Reply.Hit(
          hit.conversation, number: hit.number, seq: hit.seq, hit.kind, at: hit.at, by: hit.by,
          text: hit.snippet.text, marks: hit.snippet.marks)
      }, next: next.map(String.init), isComplete: isComplete, behind: behind)
  }
}
