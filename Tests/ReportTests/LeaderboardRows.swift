import Foundation
import Ledger

/// A row of the leaderboard, as its JSON says; what is left out is nil.
func leaderboardRow(
  _ fields: String, corpus: String = "c", split: String = "test", oov: Int = 10, normalized: Bool = true
) throws -> LeaderboardRow {
  let json = """
    {"corpus": "\(corpus)", "split": "\(split)", "scored": 1000, "oov": \(oov), "parameters": 12345, "seconds": 1.5,
     "normalized": \(normalized), "stream": "\(String(repeating: "ab", count: 32))", \(fields)}
    """
  return try JSONDecoder().decode(LeaderboardRow.self, from: Data(json.utf8))
}

/// A row with a figure in every column that people are shown but those of n-gram models.
func fullRow(model: String = "net", place: Int = 1) throws -> LeaderboardRow {
  try leaderboardRow(
    """
    "place": \(place), "model": "\(model)", "kind": "rnn", "context": "stream", "perplexity": 57.7213, "standard_error": 1.25,
    "low": 55.2, "high": 60.1, "perplexity_excluding_oov": 58.19, "perplexity_without_eos": 62.24,
    "bits_per_character": 1.4622, "bits_per_byte": 1.4601, "nats": 4055, "stored_bytes": 2162396, "trained": 250000,
    "tokens_per_second": 41234.25, "scoring_tokens_per_second": 99000
    """)
}
