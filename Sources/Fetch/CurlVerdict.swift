import CCurl

/// What a curl code means to whoever asked, whatever was asked.
enum CurlVerdict {
  case unresolved, unconnected, late, untrusted, malformed, unencrypted, notLetIn, broken

  init(_ code: CURLcode) {
    self =
      switch code {
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
      case CURLE_COULDNT_CONNECT: .unconnected
      case CURLE_OPERATION_TIMEDOUT: .late
      case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
        CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS:
        .untrusted
      case CURLE_USE_SSL_FAILED: .unencrypted
      case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: .notLetIn
      case CURLE_URL_MALFORMAT: .malformed
      default: .broken
      }
  }
}

extension FetchFailure {
  init(_ verdict: CurlVerdict, _ reason: String, isSent: Bool) {
    self =
      switch verdict {
      case .unresolved: .resolve(reason)
      case .unconnected: .connect(reason)
      case .late: .timedOut(sent: isSent)
      case .untrusted, .unencrypted: .tls(reason)
      case .malformed: .malformed(reason)
      case .notLetIn, .broken: .broken(sent: isSent, reason)
      }
  }
}

/// Where curl writes what went wrong in more words than its code has.
final class CurlWords {
  let place = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init() { place.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE)) }

  deinit { place.deallocate() }

  func clear() { place[0] = 0 }

  func reason(_ code: CURLcode) -> String {
    let text = String(cString: place)
    return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
  }
}
