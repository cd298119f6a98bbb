//! Finds the weights that minimise a smooth loss plus an absolute penalty: OWL-QN (Andrew and Gao 2007).

/// How far to look back.
const MEMORY: usize = 6;

/// Minimises `loss(x) + l1 * |x|` from zero; `loss` writes its gradient. Deterministic.
pub fn minimise(
    size: usize,
    l1: f64,
    rounds: usize,
    mut loss: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Vec<f64> {
    let mut x = vec![0.0; size];
    let mut gradient = vec![0.0; size];
    let mut value = loss(&x, &mut gradient);
    let mut past: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for round in 0..rounds {
        let pseudo: Vec<f64> = x.iter().zip(&gradient).map(|(&x, &g)| slope(x, g, l1)).collect();
        let mut direction: Vec<f64> = pseudo.iter().map(|g| -g).collect();
        let mut shares = Vec::new();
        for (s, y, rho) in past.iter().rev() {
            let share = rho * dot(s, &direction);
            add(&mut direction, y, -share);
            shares.push(share);
        }
        if let Some((s, y, _)) = past.last() {
            let scale = dot(s, y) / dot(y, y);
            direction.iter_mut().for_each(|d| *d *= scale);
        }
        for ((s, y, rho), share) in past.iter().zip(shares.iter().rev()) {
            let back = rho * dot(y, &direction);
            add(&mut direction, s, share - back);
        }
        for (d, g) in direction.iter_mut().zip(&pseudo) {
            if *d * g >= 0.0 {
                *d = 0.0;
            }
        }
        let whole = value + l1 * x.iter().map(|x| x.abs()).sum::<f64>();
        let fall = dot(&direction, &pseudo);
        let mut step = if round == 0 { 1.0 / dot(&pseudo, &pseudo).sqrt() } else { 1.0 };
        let mut moved = false;
        for _ in 0..20 {
            let mut to = x.clone();
            for i in 0..size {
                let side = if x[i] != 0.0 { x[i] } else { -pseudo[i] };
                to[i] += step * direction[i];
                if to[i] * side < 0.0 {
                    to[i] = 0.0;
                }
            }
            let mut there = vec![0.0; size];
            let at = loss(&to, &mut there);
            let all = at + l1 * to.iter().map(|x| x.abs()).sum::<f64>();
            if all <= whole + 1e-4 * step * fall {
                let s: Vec<f64> = to.iter().zip(&x).map(|(a, b)| a - b).collect();
                let y: Vec<f64> = there.iter().zip(&gradient).map(|(a, b)| a - b).collect();
                let curve = dot(&s, &y);
                if curve > 1e-10 {
                    past.push((s, y, 1.0 / curve));
                    if past.len() > MEMORY {
                        past.remove(0);
                    }
                }
                (x, gradient, value) = (to, there, at);
                moved = (whole - all) / whole.abs() > 1e-5;
                break;
            }
            step *= 0.5;
        }
        if !moved {
            break;
        }
    }
    x
}

/// The slope of the whole on the side where it falls.
fn slope(x: f64, gradient: f64, l1: f64) -> f64 {
    if x > 0.0 || (x == 0.0 && gradient + l1 < 0.0) {
        gradient + l1
    } else if x < 0.0 || gradient - l1 > 0.0 {
        gradient - l1
    } else {
        0.0
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], from: &[f64], times: f64) {
    to.iter_mut().zip(from).for_each(|(t, f)| *t += times * f);
}
