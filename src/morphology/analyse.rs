//! From a form back to its root: affixes are stripped, sounds restored, and the result proved by
//! making the form again.

use super::sound::undo;
use super::{
    Affix, AffixId, Initial, Joint, Kind, Morphology, Shape, Suffix, Voice, fits, melts, spell,
};

/// A reading of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The root, as the caller's test knew it (a compound without its blank if the form has none).
    pub root: String,
    /// The affix.
    pub affix: AffixId,
    /// The affix's voice.
    pub voice: Voice,
    /// The affix's suffix.
    pub suffix: Suffix,
    /// Whether the form is doubled, in the affix (`tolong-menolong`) or as a whole (`tulisan-tulisan`).
    pub doubled: bool,
    /// 0 is the best; grows with the rarity of the affix and the strangeness of the sounds.
    pub cost: u8,
}

/// A reading that keeps k, p, s, t, or drops the r, against the rule.
const ODD_SOUND: u8 = 3;

impl Morphology {
    /// Every reading of a lower-cased `form` whose root passes `is_root`, best first; ties go to
    /// the longer root, then by spelling, then by the affix table's order. Clitics are not
    /// stripped ([`super::strip_clitics`]). `is_root` should know a compound both with its blank
    /// and without.
    pub fn analyse(&self, form: &str, is_root: &impl Fn(&str) -> bool) -> Vec<Analysis> {
        self.analyse_by(form, &|root, _| is_root(root))
    }

    /// As [`Morphology::analyse`], with a test that also sees the affix, so that a listed root
    /// can refuse those it does not take. An irregular form is tested with the bare root's affix.
    pub fn analyse_by(&self, form: &str, takes: &impl Fn(&str, AffixId) -> bool) -> Vec<Analysis> {
        let mut found = Vec::new();
        self.single(form, takes, &mut found);
        if let Some((left, right)) = form.split_once('-')
            && left == right
        {
            let mark = found.len();
            self.single(left, takes, &mut found);
            found[mark..].iter_mut().for_each(|analysis| analysis.doubled = true);
        }
        found.sort_by(|a, b| {
            (a.cost, b.root.len(), &a.root, a.affix).cmp(&(b.cost, a.root.len(), &b.root, b.affix))
        });
        found.dedup_by(|b, a| (&a.root, a.affix) == (&b.root, b.affix));
        found
    }

    fn single(
        &self,
        form: &str,
        takes: &impl Fn(&str, AffixId) -> bool,
        found: &mut Vec<Analysis>,
    ) {
        let bare = self.bare.unwrap_or(AffixId(0));
        for &place in self.by_form.get(form).map_or(&[][..], Vec::as_slice) {
            let exception = &self.exceptions[place as usize];
            if takes(&exception.root, bare) {
                found.push(self.reading(exception.root.to_string(), exception.affix, 0));
            }
        }
        let mut made = String::new();
        for id in self.ids() {
            let affix = self.affix(id);
            let Some(rest) = form.strip_suffix(affix.suffix.as_str()) else { continue };
            let Some(rest) = before_copy(affix, rest) else { continue };
            let Some(rest) = rest.strip_prefix(&*affix.prefix) else { continue };
            undo(affix.joint, rest, |start, end| {
                if start.is_empty() && end.is_empty() {
                    return;
                }
                let root = format!("{start}{end}");
                if !takes(&root, id) || self.is_replaced(&root, id) || !fits(affix, &root) {
                    return;
                }
                for (stays, initial, odd) in [
                    (false, Initial::Melts, 0),
                    (true, Initial::Stays, ODD_SOUND),
                    (false, Initial::LosesR, ODD_SOUND),
                ] {
                    // A second treatment counts only where it makes a difference.
                    let differs = match initial {
                        Initial::Stays => affix.joint == Joint::Nasal && melts(&root),
                        Initial::LosesR => affix.joint == Joint::R,
                        _ => true,
                    };
                    if !differs {
                        continue;
                    }
                    spell(affix, &root, stays, initial, &mut made);
                    if made == form {
                        let cost = if affix.is_bare() { 0 } else { affix.rank + odd };
                        found.push(self.reading(root, id, cost));
                        return;
                    }
                }
            });
        }
    }

    fn reading(&self, root: String, affix: AffixId, cost: u8) -> Analysis {
        let Affix { voice, suffix, shape, .. } = *self.affix(affix);
        Analysis { root, affix, voice, suffix, doubled: shape != Shape::Once, cost }
    }

    /// Whether the exception table bars the regular form.
    fn is_replaced(&self, root: &str, affix: AffixId) -> bool {
        self.exceptions_of(root).any(|e| e.affix == affix && e.kind != Kind::Also)
    }
}

/// The part of a form in which prefix and root are to be looked for: all of it, or, in a doubled
/// form, the side of the hyphen that has the prefix.
fn before_copy<'a>(affix: &Affix, form: &'a str) -> Option<&'a str> {
    match affix.shape {
        Shape::Once => Some(form),
        Shape::Twice => Some(form.split_once('-')?.0),
        Shape::Echo => Some(form.split_once('-')?.1),
    }
}
