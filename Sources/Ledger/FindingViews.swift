/// The views of what was found out about scores, each over small tables that hang on `score`.
enum FindingViews {
  static let all: [(name: String, view: String)] = [
    ("mixture_weights", mixtureWeights), ("significance", significance), ("perplexity_by", perplexityBy),
    ("perplexity_by_band", perplexityByBand), ("horizon", horizon), ("data_curve", dataCurve),
  ]

  /// What mixtures and caches are made of, and how much of each.
  private static let mixtureWeights = """
    CREATE VIEW mixture_weights AS
    SELECT c.name AS corpus, m.name AS model, p.place, p.component, p.role, p.weight
    FROM component p CROSS JOIN model m ON m.model_id = p.model_id CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    ORDER BY corpus, model, p.place
    """

  /// All pairs of models, the better one first, and whether the difference is more than chance: p after Holm (1979), over
  /// all pairs of the same corpus and split that rank together (models of one rule for words that training never saw). In
  /// ascending order the i-th of m is multiplied by m − i + 1, and none is less than one before it.
  private static let significance = """
    CREATE VIEW significance AS
    WITH pair AS (
      SELECT
        c.name AS corpus, d.split, d.nats >= 0 AS a_is_better, a.name AS name_a, b.name AS name_b,
        sa.perplexity AS perplexity_a, sb.perplexity AS perplexity_b, d.nats, d.standard_error, d.low, d.high, d.p_value,
        row_number() OVER family AS i, count(*) OVER (PARTITION BY c.corpus_id, d.split) AS pairs
      FROM difference d
        CROSS JOIN model a ON a.model_id = d.model_a
        CROSS JOIN model b ON b.model_id = d.model_b
        CROSS JOIN score sa ON sa.model_id = d.model_a AND sa.split = d.split
        CROSS JOIN score sb ON sb.model_id = d.model_b AND sb.split = d.split
        CROSS JOIN corpus c ON c.corpus_id = a.corpus_id
      WHERE coalesce(a.unseen, 'uniform') = coalesce(b.unseen, 'uniform')
      WINDOW family AS (PARTITION BY c.corpus_id, d.split ORDER BY d.p_value, d.model_a, d.model_b)
    ), adjusted AS (
      SELECT
        *, min(1.0, max((pairs - i + 1) * p_value) OVER (PARTITION BY corpus, split ORDER BY i)) AS p_adjusted
      FROM pair
    )
    SELECT
      corpus, split,
      iif(a_is_better, name_a, name_b) AS better, iif(a_is_better, name_b, name_a) AS worse,
      iif(a_is_better, perplexity_b / perplexity_a, perplexity_a / perplexity_b) AS perplexity_ratio,
      abs(nats) AS nats, standard_error, iif(a_is_better, low, -high) AS low, iif(a_is_better, high, -low) AS high,
      p_value, p_adjusted, p_adjusted < 0.05 AS significant
    FROM adjusted
    ORDER BY
      corpus, split, iif(a_is_better, perplexity_a, perplexity_b), iif(a_is_better, perplexity_b, perplexity_a), better,
      worse
    """

  /// Where a model is good and where it is not; `share` is of the split's positions. What does not sum to 1 has no
  /// perplexity, here as in `data_curve`.
  private static let perplexityBy = """
    CREATE VIEW perplexity_by AS
    SELECT
      c.name AS corpus, d.split, m.name AS model, d.dimension, d.place, d.label, d.positions,
      1.0 * d.positions / nullif(s.scored, 0) AS share, d.perplexity
    FROM breakdown d
      CROSS JOIN score s ON s.model_id = d.model_id AND s.split = d.split
      CROSS JOIN model m ON m.model_id = d.model_id
      CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    WHERE m.normalized
    ORDER BY corpus, d.split, model, d.dimension, d.place
    """

  /// By how often the token occurs in `train`.
  private static let perplexityByBand = """
    CREATE VIEW perplexity_by_band AS
    SELECT corpus, split, model, place, label AS band, positions, share, perplexity
    FROM perplexity_by WHERE dimension = 'frequency'
    ORDER BY corpus, split, model, place
    """

  /// The k-th token ahead: after the model's own predictions, and beside it after the true ones.
  private static let horizon = """
    CREATE VIEW horizon AS
    SELECT
      c.name AS corpus, h.split, m.name AS model, h.k, h.origins,
      1.0 * h.hits / nullif(h.origins, 0) AS accuracy, h.perplexity,
      1.0 * h.one_step_hits / nullif(h.origins, 0) AS one_step_accuracy, h.one_step_perplexity
    FROM horizon_point h
      CROSS JOIN model m ON m.model_id = h.model_id CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    ORDER BY corpus, h.split, model, h.k
    """

  /// Perplexity against how much of `train` was read.
  private static let dataCurve = """
    CREATE VIEW data_curve AS
    SELECT
      c.name AS corpus, d.split, m.name AS model, d.percent, d.positions, d.scored, d.perplexity, d.seconds
    FROM data_point d
      CROSS JOIN model m ON m.model_id = d.model_id CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    WHERE m.normalized
    ORDER BY corpus, d.split, model, d.percent
    """
}
