//! Shifts: stretches of a local day in which somebody works.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};

/// Seconds of a day on which the clocks do not change.
pub(super) const DAY_SECONDS: u32 = 86_400;

/// A shift in local time, such as `09:00-12:00`; its end is not part of it.
///
/// A break is the time between two shifts. A shift whose end is not after its beginning runs over
/// midnight: `21:00-07:00` belongs to the day on which it begins, so a holiday on that day cancels
/// all of it, and a holiday on the next day cancels nothing of it. `00:00-24:00` is a whole day.
/// Times are `HH:MM` or `HH:MM:SS`.
///
/// # Errors
/// [`QualityError::InvalidDocument`] for times that no clock shows, and for a shift that begins
/// and ends at the same time, which could mean nothing or 24 hours.
///
/// ```
/// use servqual::time::Shift;
/// let night: Shift = "21:00-07:00".parse()?;
/// assert_eq!(night.seconds(), 10 * 3600);
/// assert!(night.passes_midnight());
/// assert!("09:00-09:00".parse::<Shift>().is_err());
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct Shift {
    open: u32,
    close: u32,
}

impl Shift {
    /// Seconds after midnight of its day at which it begins, below 86,400.
    pub fn open(self) -> u32 {
        self.open
    }

    /// Seconds after midnight of its day at which it ends, above 86,400 where it passes midnight.
    pub fn close(self) -> u32 {
        self.close
    }

    /// Its length in seconds, on a night on which the clocks do not change.
    pub fn seconds(self) -> u32 {
        self.close - self.open
    }

    fn read(text: &str, path: &str) -> Result<Self> {
        let invalid = || QualityError::InvalidDocument {
            path: path.into(),
            found: format!("`{}`", text.chars().take(40).collect::<String>()),
            expected: "local times such as 09:00-12:00, 21:00-07:00 (over midnight) or 00:00-24:00".into(),
        };
        let (open, close) = text.split_once('-').ok_or_else(invalid)?;
        let open = clock_seconds(open.trim()).filter(|&open| open < DAY_SECONDS).ok_or_else(invalid)?;
        let close = clock_seconds(close.trim()).filter(|&close| close != open).ok_or_else(invalid)?;
        Ok(Self { open, close: if close > open { close } else { close + DAY_SECONDS } })
    }

    /// Whether it ends on the day after the one on which it begins.
    pub fn passes_midnight(self) -> bool {
        self.close > DAY_SECONDS
    }
}

impl FromStr for Shift {
    type Err = QualityError;

    fn from_str(text: &str) -> Result<Self> {
        Self::read(text, "shift")
    }
}

/// `HH:MM` or `HH:MM:SS`, up to 24:00, as seconds.
fn clock_seconds(text: &str) -> Option<u32> {
    let mut parts = text.split(':').map(|part| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<u32>().ok() } else { None }
    });
    let hours = parts.next()??;
    let minutes = parts.next()?.filter(|&minutes| minutes < 60)?;
    let seconds = parts.next().map_or(Some(0), |seconds| seconds.filter(|&seconds| seconds < 60))?;
    let total = hours * 3600 + minutes * 60 + seconds;
    (parts.next().is_none() && total <= DAY_SECONDS).then_some(total)
}

impl fmt::Display for Shift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |seconds: u32| {
            let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            if rest == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{rest:02}") }
        };
        let close = if self.passes_midnight() { self.close - DAY_SECONDS } else { self.close };
        write!(formatter, "{}-{}", time(self.open), time(close))
    }
}

impl TryFrom<String> for Shift {
    type Error = QualityError;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Shift> for String {
    fn from(shift: Shift) -> Self {
        shift.to_string()
    }
}

/// Reads the shifts of a day, and puts them in order.
///
/// # Errors
/// [`QualityError::InvalidDocument`] where one cannot be read or two overlap.
pub(super) fn in_order(written: &[String], path: &str) -> Result<Vec<Shift>> {
    let read = |(index, text): (usize, &String)| Shift::read(text, &format!("{path}[{index}]"));
    let mut shifts = written.iter().enumerate().map(read).collect::<Result<Vec<_>>>()?;
    shifts.sort_unstable();
    for pair in shifts.windows(2) {
        if let [earlier, later] = pair
            && later.open < earlier.close
        {
            return Err(overlap(path, *earlier, *later));
        }
    }
    Ok(shifts)
}

/// Refuses a day whose first shift begins before the last one of the day before has ended.
pub(super) fn check_night(before: &[Shift], after: &[Shift], path: &str) -> Result<()> {
    match (before.last(), after.first()) {
        (Some(last), Some(first)) if last.close > first.open + DAY_SECONDS => Err(overlap(path, *last, *first)),
        _ => Ok(()),
    }
}

fn overlap(path: &str, earlier: Shift, later: Shift) -> QualityError {
    QualityError::InvalidDocument {
        path: path.into(),
        found: format!("the shifts {earlier} and {later}, which overlap"),
        expected: "shifts that do not overlap, also not with one that runs over midnight from the day before".into(),
    }
}
