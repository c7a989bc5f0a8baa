# Computes the expected numbers of the golden files a second time, with R alone:
#   Rscript tests/reference/cross_check.R
# Needs jsonlite. Data of shared/ are used where they are found (see shared.py).

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
project <- normalizePath(file.path(here, "..", ".."))
cases_of <- function(id) jsonlite::fromJSON(file.path(project, "tests", "golden", paste0(id, ".json")),
                                            simplifyVector = FALSE)$cases
checked <- 0; skipped <- 0; failed <- 0; worst <- 0

numbers <- function(column) vapply(column, function(x) if (is.null(x)) NA_real_ else as.numeric(x), 0)

# SERVQUAL_SHARED, or the first shared/data beside the project or a folder above it.
shared <- Sys.getenv("SERVQUAL_SHARED")
folder <- dirname(project)
while (shared == "" && folder != dirname(folder)) {
  if (dir.exists(file.path(folder, "shared", "data"))) shared <- file.path(folder, "shared", "data")
  folder <- dirname(folder)
}

path_of <- function(file)
  if (startsWith(file, "shared/")) file.path(shared, sub("^shared/", "", file)) else file.path(project, file)

instant <- function(text) {
  text <- sub("Z$", "+0000", sub("([+-][0-9]{2}):([0-9]{2})$", "\\1\\2", text))
  ifelse(text == "", NA, as.numeric(as.POSIXct(text, format = "%Y-%m-%dT%H:%M:%S%z", tz = "UTC")))
}

clock <- function(date, text) as.numeric(as.POSIXct(paste(date, text), format = "%Y-%m-%d %H:%M:%S", tz = "UTC"))

rows_of <- function(data) {
  path <- path_of(data$file)
  if (!file.exists(path)) return(NULL)
  rows <- read.csv(path, colClasses = "character", check.names = FALSE, na.strings = character(0))
  for (name in names(data$where)) rows <- rows[rows[[name]] == data$where[[name]], , drop = FALSE]
  for (name in names(data$where_not)) rows <- rows[rows[[name]] != data$where_not[[name]], , drop = FALSE]
  for (cells in data$without) {
    drop <- rep(TRUE, nrow(rows))
    for (name in names(cells)) drop <- drop & rows[[name]] == cells[[name]]
    rows <- rows[!drop, , drop = FALSE]
  }
  rows
}

column_of <- function(rows, form) {
  if (is.character(form)) return(rows[[form]])
  if (!is.null(form$constant)) return(rep(form$constant, nrow(rows)))
  if (!is.null(form$equals)) return(ifelse(rows[[form$column]] == "", NA, rows[[form$column]] == form$equals))
  if (!is.null(form$multiply)) return(as.numeric(rows[[form$column]]) * form$multiply)
  if (!is.null(form$from)) return(instant(rows[[form$to]]) - instant(rows[[form$from]]))
  if (!is.null(form$clock)) return(clock(rows[[form$date]], rows[[form$clock]]))
  stop("unknown column form")
}

# A numeric column of a case, or NULL when its file is not here.
column <- function(case, name) {
  if (!is.null(case$columns)) return(numbers(case$columns[[name]]))
  rows <- rows_of(case$data)
  if (is.null(rows)) NULL else suppressWarnings(as.numeric(column_of(rows, case$data$columns[[name]])))
}

compare <- function(case, key, value, relative = 1e-9, absolute = 1e-12) {
  there <- case[["expected"]][[key]]
  checked <<- checked + 1
  if (is.null(there)) ok <- is.null(value) || is.na(value)
  else {
    ok <- !is.null(value) && isTRUE(abs(value - there) <= max(absolute, relative * abs(there)))
    if (ok && there != 0) worst <<- max(worst, min(abs(value / there - 1), abs(value - there)))
  }
  if (!ok) { failed <<- failed + 1; cat(case$name, key, "golden", format(there, digits = 17), "R", format(value, digits = 17), "\n") }
}

z_of <- function(level) qnorm(1 - (1 - level) / 2)

wilson <- function(k, n, level) {
  # prop.test without correction inverts the score test: the Wilson interval.
  suppressWarnings(as.numeric(prop.test(k, n, conf.level = level, correct = FALSE)$conf.int))
}

share <- function(case, k, n) {
  bounds <- wilson(k, n, case$options$level)
  compare(case, "estimate", k / n); compare(case, "n", n)
  compare(case, "interval.lower", bounds[1]); compare(case, "interval.upper", bounds[2])
}

# `unit` is a power of two by which values are divided whose sums or squares R cannot hold; `offset` is
# taken away from values whose spread is the last of their digits.
mean_and_t <- function(case, x, unit = 1, offset = 0) {
  x <- (x - offset) / unit
  compare(case, "estimate", mean(x) * unit + offset); compare(case, "n", length(x))
  if (length(x) < 2) { compare(case, "interval.lower", NULL); return(invisible()) }
  compare(case, "standard_deviation", sd(x) * unit)
  half <- qt(1 - (1 - case$options$level) / 2, length(x) - 1) * sd(x) / sqrt(length(x))
  compare(case, "interval.lower", (mean(x) - half) * unit + offset)
  compare(case, "interval.upper", (mean(x) + half) * unit + offset)
}

net <- function(case, d, p, n) {
  a <- (d + .75) / (n + 3); b <- (p + .75) / (n + 3)
  half <- z_of(case$options$level) * sqrt((a + b - (b - a)^2) / (n + 3))
  compare(case, "estimate", 100 * (p - d) / n); compare(case, "n", n)
  compare(case, "interval.lower", 100 * max(-1, b - a - half)); compare(case, "interval.upper", 100 * min(1, b - a + half))
}

for (case in cases_of("proportion_interval")) if (!is.null(case[["expected"]])) {
  k <- case$successes; n <- case$trials; level <- case$options$level; a <- (1 - level) / 2; z <- z_of(level); p <- k / n
  bounds <- switch(case$method,
    wilson = wilson(k, n, level),
    wilson_continuity = c(
      if (k == 0) 0 else max(0, (2 * n * p + z^2 - 1 - z * sqrt(z^2 - 2 - 1 / n + 4 * p * (n * (1 - p) + 1))) / (2 * (n + z^2))),
      if (k == n) 1 else min(1, (2 * n * p + z^2 + 1 + z * sqrt(z^2 + 2 - 1 / n + 4 * p * (n * (1 - p) - 1))) / (2 * (n + z^2)))),
    clopper_pearson = as.numeric(binom.test(k, n, conf.level = level)$conf.int),
    jeffreys = qbeta(c(a, 1 - a), k + .5, n - k + .5),
    agresti_coull = { nt <- n + z^2; pt <- (k + z^2 / 2) / nt; pmin(1, pmax(0, pt + c(-1, 1) * z * sqrt(pt * (1 - pt) / nt))) })
  compare(case, "interval.lower", bounds[1]); compare(case, "interval.upper", bounds[2])
}

for (case in cases_of("verdict")) if (!is.null(case[["expected"]])) {
  share(case, case$successes, case$trials)
  p <- case$successes / case$trials
  target <- if (is.null(case$target$at_least)) case$target$at_most else case$target$at_least
  # Closed form instead of the search: the score test rejects from this n on.
  if (abs(p - target) > 1e-12) {
    needed <- z_of(case$options$level)^2 * target * (1 - target) / (p - target)^2
    compare(case, "further_observations", max(0, ceiling(needed) - case$trials), relative = 0, absolute = 0)
  } else compare(case, "further_observations", NULL)
}

for (case in cases_of("mean_interval")) if (!is.null(case[["expected"]])) {
  x <- column(case, "value")
  if (is.null(x)) { skipped <- skipped + 1; next }
  compare(case, "excluded.missing", sum(is.na(x)))
  # A large offset costs no digits once it is taken away; then as it stands.
  offset <- if (grepl("large offset", case$name)) 1e7 else 0
  y <- x[!is.na(x)]
  if (offset) compare(case, "standard_deviation", sd(y - offset), relative = 1e-12)
  beyond <- grepl("beyond the largest|below the smallest", case$name)
  unit <- if (beyond) 2^floor(log2(max(abs(y)))) else 1
  mean_and_t(case, y, unit, if (grepl("offset of", case$name)) y[1] else 0)
}

for (id in c("customer_satisfaction", "net_promoter_score", "customer_effort_score", "positive_rating_rate"))
  for (case in cases_of(id)) if (!is.null(case[["expected"]])) {
    x <- column(case, "rating")
    if (is.null(x)) { skipped <- skipped + 1; next }
    compare(case, "excluded.missing", sum(is.na(x)))
    x <- x[!is.na(x)]; d <- case$definition
    first <- identical(d$wording, "how_much_effort")
    if (id == "positive_rating_rate") d$satisfied_from <- if (identical(d$basically_satisfied_is_positive, FALSE)) 4 else 3
    if (first && d$statistic == "share") { share(case, sum(x <= if (is.null(d$easy_up_to)) 2 else d$easy_up_to), length(x)); next }
    kind <- if (id %in% c("customer_satisfaction", "positive_rating_rate")) "share" else if (id == "net_promoter_score") "net" else d$statistic
    low <- if (is.null(d$hard_up_to)) 6 else d$hard_up_to
    high <- if (is.null(d$easy_from)) 9 else d$easy_from
    from <- if (is.null(d$satisfied_from)) d$easy_from else d$satisfied_from
    if (kind == "share") share(case, sum(x >= from), length(x))
    else if (kind == "net") net(case, sum(x <= low), sum(x >= high), length(x))
    else mean_and_t(case, x)
  }

for (id in c("first_response_time", "reply_time", "full_resolution_time", "complaint_closure_time", "average_handling_time"))
  for (case in cases_of(id)) if (!is.null(case[["expected"]])) {
    if (!is.null(case[["expected"]][["excluded.open"]])) {
      side <- function(name) {
        if (!is.null(case$columns)) return(vapply(case$columns[[name]], function(x) if (is.null(x)) "" else x, ""))
        rows <- rows_of(case$data)
        if (is.null(rows)) NULL else rows[[case$data$columns[[name]]]]
      }
      from <- side("start"); to <- side("end")
      if (is.null(from)) { skipped <- skipped + 1; next }
      # Whole seconds and the digits behind the point apart, so that no digit is lost.
      part <- function(text) as.numeric(paste0("0", sub("^[^.]*(\\.[0-9]+).*$|^[^.]*$", "\\1", text)))
      fraction <- part(to) - part(from)
      from <- instant(sub("\\.[0-9]+", "", from)); to <- instant(sub("\\.[0-9]+", "", to))
      x <- to - from + fraction
      compare(case, "excluded.open", sum(is.na(to) & !is.na(from))); compare(case, "excluded.missing", sum(is.na(from)))
      x <- x[!is.na(from) & !is.na(to)]
    } else {
      x <- column(case, "duration_seconds")
      if (is.null(x)) { skipped <- skipped + 1; next }
      compare(case, "excluded.missing", sum(is.na(x)))
    }
    x <- sort(x[!is.na(x)]); n <- length(x); d <- case$definition; a <- (1 - case$options$level) / 2
    if (id == "average_handling_time" || d$statistic == "mean") mean_and_t(case, x)
    else if (d$statistic == "share_within") share(case, sum(x <= d$threshold_seconds), n)
    else {
      q <- if (d$statistic == "median") .5 else .9
      compare(case, "estimate", as.numeric(quantile(x, q, type = 7)))
      sums <- pbinom(0:(n - 1), n, q)          # P(Bin <= rank - 1) for rank 1..n
      r <- sum(sums <= a); s <- which(sums >= 1 - a)[1]
      if (r < 1 || is.na(s)) { r <- NA_integer_; s <- NA_integer_ }
      compare(case, "interval.lower", x[r]); compare(case, "interval.upper", x[s])
    }
  }

for (case in cases_of("first_contact_resolution")) if (!is.null(case[["expected"]])) {
  if (!is.null(case$columns)) {
    who <- vapply(case$columns$customer, function(x) if (is.null(x)) NA_character_ else x, "")
    at <- vapply(case$columns$at, function(x) if (is.null(x)) NA_real_ else if (is.character(x)) instant(x) else as.numeric(x), 0)
  } else {
    rows <- rows_of(case$data)
    if (is.null(rows)) { skipped <- skipped + 1; next }
    who <- rows[[case$data$columns$customer]]
    at <- column_of(rows, case$data$columns$at)
    if (is.character(at)) at <- instant(at)
  }
  keep <- !is.na(who) & !is.na(at)
  compare(case, "excluded.missing", sum(!keep))
  who <- who[keep]; at <- at[keep]
  window <- case$definition$window_days * 86400
  until <- case$options$observed_until
  if (is.character(until)) until <- instant(until)
  # Sorted by customer and time, the next strictly later contact of the customer.
  resolved <- unsplit(lapply(split(at, who), function(t) vapply(t, function(x) !any(t > x & t <= x + window), TRUE)), who)
  mature <- at + window <= until
  compare(case, "excluded.immature", sum(!mature))
  share(case, sum(resolved[mature]), sum(mature))
}

for (case in cases_of("complaint_rate")) if (!is.null(case[["expected"]])) {
  k <- column(case, "complaints"); n <- column(case, "base_count")
  keep <- !is.na(k) & !is.na(n)
  compare(case, "excluded.missing", sum(!keep))
  k <- sum(k[keep]); n <- sum(n[keep])
  if (case$definition$base == "contact") share(case, k, n)
  else {
    test <- poisson.test(k, n, conf.level = case$options$level)
    compare(case, "estimate", k / n * case$definition$per)
    bounds <- as.numeric(test$conf.int) * case$definition$per
    compare(case, "interval.lower", bounds[1]); compare(case, "interval.upper", bounds[2])
  }
}

for (id in c("churn_rate", "deflection_rate", "owner_continuity", "repeat_explanation_rate", "repurchase_rate",
             "resolution_rate", "response_rate", "retention_rate", "transfer_rate"))
  for (case in cases_of(id)) if (!is.null(case[["expected"]])) {
    x <- column(case, "outcome")
    if (is.null(x)) { skipped <- skipped + 1; next }
    compare(case, "excluded.missing", sum(is.na(x)))
    share(case, sum(x, na.rm = TRUE), sum(!is.na(x)))
  }

for (case in cases_of("error_rate")) if (!is.null(case[["expected"]])) {
  k <- column(case, "events"); n <- column(case, "base_count"); keep <- !is.na(k) & !is.na(n); per <- case$definition$per
  compare(case, "excluded.missing", sum(!keep))
  k <- sum(k[keep]); n <- sum(n[keep])
  if (is.null(per)) { share(case, k, n); next }
  bounds <- as.numeric(poisson.test(k, n, conf.level = case$options$level)$conf.int) * per
  compare(case, "estimate", k / n * per)
  compare(case, "interval.lower", bounds[1]); compare(case, "interval.upper", bounds[2])
}

for (id in c("service_level", "abandonment_rate", "average_speed_of_answer"))
  for (case in cases_of(id)) if (!is.null(case[["expected"]])) {
    wait <- column(case, "wait_seconds"); taken <- column(case, "answered"); d <- case$definition
    if (is.null(wait)) { skipped <- skipped + 1; next }
    keep <- !is.na(wait) & !is.na(taken)
    compare(case, "excluded.missing", sum(!keep))
    wait <- wait[keep]; taken <- taken[keep] == 1
    short <- !taken & wait <= if (is.null(d$short_abandon_seconds)) 0 else d$short_abandon_seconds
    if (id == "average_speed_of_answer") { compare(case, "excluded.abandoned", sum(!taken)); mean_and_t(case, wait[taken]) }
    else if (id == "abandonment_rate") { compare(case, "excluded.abandoned", sum(short)); share(case, sum(!taken & !short), sum(!short)) }
    else {
      within <- wait <= if (is.null(d$threshold_seconds)) 20 else d$threshold_seconds
      met <- taken & within; of <- rep(TRUE, length(wait))
      formula <- if (is.null(d$formula)) "abandoned_are_missed" else d$formula
      if (formula == "answered_only") of <- taken
      if (formula == "abandoned_within_are_met") met <- within
      if (formula == "abandoned_within_are_left_out") of <- taken | !within
      if (formula == "short_abandoned_are_met") met <- met | short
      compare(case, "excluded.abandoned", sum(!of)); share(case, sum(met), sum(of))
    }
  }

for (case in cases_of("occupancy")) if (!is.null(case[["expected"]])) {
  y <- column(case, "numerator"); x <- column(case, "denominator"); keep <- !is.na(y) & !is.na(x)
  compare(case, "excluded.missing", sum(!keep))
  y <- y[keep]; x <- x[keep]; n <- length(y); r <- sum(y) / sum(x)
  compare(case, "estimate", r); compare(case, "n", n)
  if (n < 2) { compare(case, "interval.lower", NULL); next }
  # survey::svyratio on a simple random sample has the standard error sd(scores) / sqrt(n). Where
  # the residuals cancel, doubles do not have its digits: only exact fractions do.
  if (grepl("nearly", case$name)) next
  deviation <- sqrt(sum((y - r * x)^2) / (n - 1)) / mean(x)
  half <- qt(1 - (1 - case$options$level) / 2, n - 1) * deviation / sqrt(n)
  compare(case, "standard_deviation", deviation)
  compare(case, "interval.lower", max(0, r - half)); compare(case, "interval.upper", r + half)
}

gap_block <- function(case, prefix, x, level, value = "gap", test = TRUE) {
  name <- function(key) paste0(prefix, ".", key)
  compare(case, name("n"), length(x)); compare(case, name(value), mean(x))
  if (length(x) < 2) { for (key in c("standard_deviation", "interval.lower", if (test) c("t", "p_value"))) compare(case, name(key), NULL); return() }
  compare(case, name("standard_deviation"), sd(x))
  if (sd(x) == 0) { compare(case, name("t"), NULL); return() }
  found <- t.test(x, conf.level = level)
  compare(case, name("interval.lower"), found$conf.int[1]); compare(case, name("interval.upper"), found$conf.int[2])
  if (test) { compare(case, name("t"), as.numeric(found$statistic)); compare(case, name("p_value"), found$p.value, absolute = 0) }
}

for (case in cases_of("servqual")) if (!is.null(case[["expected"]])) {
  made <- case$instrument; ids <- vapply(made$items, `[[`, "", "id")
  side <- function(name) {
    columns <- if (!is.null(case$columns)) lapply(case$columns[[name]], numbers)
               else { rows <- rows_of(case$data); if (is.null(rows)) return(NULL)
                      lapply(case$data$columns[[name]], function(form) suppressWarnings(as.numeric(rows[[form]]))) }
    m <- do.call(cbind, columns)[, ids, drop = FALSE]
    turned <- vapply(made$items, `[[`, TRUE, "reversed")
    m[, turned] <- made$scale$minimum + made$scale$maximum - m[, turned]
    m
  }
  e <- side("expectation"); p <- side("perception")
  if (is.null(e)) { skipped <- skipped + 1; next }
  level <- case$options$level; gap <- p - e; gap_complete <- !is.na(gap)
  for (i in ids) {
    used <- gap_complete[, i]
    compare(case, paste0("items.", i, ".expectation"), mean(e[used, i])); compare(case, paste0("items.", i, ".perception"), mean(p[used, i]))
    gap_block(case, paste0("items.", i), gap[used, i], level)
  }
  dims <- vapply(made$dimensions, `[[`, "", "id"); of <- vapply(made$items, `[[`, "", "dimension")
  by_dimension <- sapply(dims, function(d) rowMeans(gap[, of == d, drop = FALSE]))
  p_by_dimension <- sapply(dims, function(d) rowMeans(p[, of == d, drop = FALSE]))
  by_dimension <- matrix(by_dimension, ncol = length(dims)); p_by_dimension <- matrix(p_by_dimension, ncol = length(dims))
  for (k in seq_along(dims)) gap_block(case, paste0("dimensions.", dims[k]), na.omit(by_dimension[, k]), level)
  all_complete <- rowSums(!gap_complete) == 0
  gap_block(case, "overall.unweighted", rowMeans(by_dimension)[all_complete], level)
  gap_block(case, "overall.servperf", rowMeans(p_by_dimension)[all_complete], level, value = "perception", test = FALSE)
  weights <- lapply(made$dimensions, `[[`, "weight")
  if (!is.null(weights[[1]])) gap_block(case, "overall.weighted", as.numeric(by_dimension %*% (unlist(weights) / 100))[all_complete], level)
}

cat(R.version.string, "-", checked, "numbers agree with R up to", format(worst, digits = 2), "; cases without their data:", skipped, "\n")
if (failed) { cat(failed, "numbers differ\n"); quit(status = 1) }
