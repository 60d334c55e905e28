//! The network kernel: a weighted graph Laplacian, factored once for a topology and solved many times.
//!
//! Nodes carry a potential, branches a conductance, shunts lead to ground: the grid's voltages, the reference
//! networks' angles (conductance 1/x), heat between nodes. What is no linear network is left to the caller.
//!
//! The matrix is factored as L D Lᵀ in an order of least degree, kept sparse by column. A part of the graph
//! that no shunt grounds is held at potential 0 at its first node; its injections should sum to nought.

use crate::error::{Result, in_range};

/// A branch between two nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Branch {
    /// One end.
    pub from: u16,
    /// The other end, not the same node.
    pub to: u16,
    /// Conductance, >= 0 in any unit; 0 is an open branch.
    pub conductance: f64,
}

impl Branch {
    /// Flow from `from` to `to` under a solution's potentials: conductance times difference.
    pub fn flow(&self, potentials: &[f64]) -> f64 {
        self.conductance * (potentials[usize::from(self.from)] - potentials[usize::from(self.to)])
    }
}

const NONE: u32 = u32::MAX;

/// A factored network. Rebuilt when a branch opens or closes; refactored when only values change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Factor {
    /// Island of each node, numbered from 0 in order of the first node.
    island: Vec<u16>,
    island_count: u16,
    /// Eliminated nodes in order.
    order: Vec<u16>,
    /// For each eliminated node in order: start of its column; one more at the end.
    column_start: Vec<u32>,
    /// Node of each entry below the diagonal.
    entry_node: Vec<u16>,
    /// Value of L at each entry.
    entry: Vec<f64>,
    /// Inverse of D, in order.
    pivot_inverse: Vec<f64>,
    /// For each branch, the entry it adds to, or `NONE`.
    branch_entry: Vec<u32>,
    /// For each pair of entries of a column, the entry it changes; pivots (equal pair) stand apart.
    update: Vec<u32>,
    /// Place of each node in `order`, or `NONE` for one held at 0.
    place: Vec<u32>,
}

impl Factor {
    /// Factors a network of `shunts.len()` nodes; a shunt is the conductance from its node to ground, >= 0.
    ///
    /// # Errors
    /// `OutOfRange` for a negative conductance, a branch end that is no node, or a branch from a node to itself.
    pub fn new(branches: &[Branch], shunts: &[f64]) -> Result<Self> {
        check(branches, shunts)?;
        let nodes = shunts.len();
        let (island, island_count) = islands(branches, nodes);
        let held = held_nodes(&island, island_count, shunts);
        let mut factor = Self { island, island_count, ..Self::default() };
        factor.order_and_fill(branches, nodes, &held);
        factor.refactor(branches, shunts);
        Ok(factor)
    }

    /// Number of connected parts.
    pub fn island_count(&self) -> u16 {
        self.island_count
    }

    /// Connected part of each node, numbered from 0 in the order of their first nodes.
    pub fn islands(&self) -> &[u16] {
        &self.island
    }

    /// New values on the same topology: the same branches open, the same islands grounded. No allocation.
    pub fn refactor(&mut self, branches: &[Branch], shunts: &[f64]) {
        self.entry.fill(0.0);
        self.pivot_inverse.fill(0.0);
        for (slot, branch) in self.branch_entry.iter().zip(branches) {
            if *slot != NONE {
                self.entry[*slot as usize] -= branch.conductance;
            }
            for node in [branch.from, branch.to] {
                let place = self.place[usize::from(node)];
                if place != NONE {
                    self.pivot_inverse[place as usize] += branch.conductance;
                }
            }
        }
        for (place, shunt) in self.place.iter().zip(shunts) {
            if *place != NONE {
                self.pivot_inverse[*place as usize] += shunt;
            }
        }
        self.eliminate();
    }

    /// Right-looking elimination in place: at its turn `pivot_inverse` holds the pivot and becomes its inverse.
    fn eliminate(&mut self) {
        let mut update = 0;
        for place in 0..self.order.len() {
            let column = self.column_start[place] as usize..self.column_start[place + 1] as usize;
            let inverse = 1.0 / self.pivot_inverse[place];
            self.pivot_inverse[place] = inverse;
            for first in column.clone() {
                let scaled = self.entry[first] * inverse;
                let pivot = self.place[usize::from(self.entry_node[first])] as usize;
                self.pivot_inverse[pivot] -= scaled * self.entry[first];
                for second in first + 1..column.end {
                    let target = self.update[update] as usize;
                    update += 1;
                    self.entry[target] -= scaled * self.entry[second];
                }
            }
            for entry in &mut self.entry[column] {
                *entry *= inverse;
            }
        }
    }

    /// Potentials for the injections at the nodes, into `potentials`; both as long as the network has nodes.
    /// No allocation; about 4 operations per entry of the factor.
    pub fn solve_into(&self, injections: &[f64], potentials: &mut [f64]) {
        assert_eq!(injections.len(), self.island.len(), "one injection a node");
        potentials.copy_from_slice(injections);
        for (place, node) in self.order.iter().enumerate() {
            let value = potentials[usize::from(*node)];
            let column = self.column_start[place] as usize..self.column_start[place + 1] as usize;
            for (below, entry) in self.entry_node[column.clone()].iter().zip(&self.entry[column]) {
                potentials[usize::from(*below)] -= entry * value;
            }
        }
        for (place, node) in self.order.iter().enumerate().rev() {
            let mut value = potentials[usize::from(*node)] * self.pivot_inverse[place];
            let column = self.column_start[place] as usize..self.column_start[place + 1] as usize;
            for (below, entry) in self.entry_node[column.clone()].iter().zip(&self.entry[column]) {
                value -= entry * potentials[usize::from(*below)];
            }
            potentials[usize::from(*node)] = value;
        }
        for (potential, place) in potentials.iter_mut().zip(&self.place) {
            if *place == NONE {
                *potential = 0.0;
            }
        }
    }

    /// Order of least degree, and the places of entries and of what each elimination changes.
    fn order_and_fill(&mut self, branches: &[Branch], nodes: usize, held: &[bool]) {
        let mut linked = vec![false; nodes * nodes];
        for branch in branches.iter().filter(|branch| branch.conductance > 0.0) {
            let (from, to) = (usize::from(branch.from), usize::from(branch.to));
            linked[from * nodes + to] = !held[from] && !held[to];
            linked[to * nodes + from] = linked[from * nodes + to];
        }
        self.place = vec![NONE; nodes];
        let mut left: Vec<usize> = (0..nodes).filter(|node| !held[*node]).collect();
        let mut columns: Vec<Vec<usize>> = Vec::new();
        while !left.is_empty() {
            let degree = |node: usize| left.iter().filter(|other| linked[node * nodes + **other]).count();
            let best = (0..left.len()).min_by_key(|at| degree(left[*at])).expect("some node is left");
            let node = left.remove(best);
            let below: Vec<usize> =
                left.iter().copied().filter(|other| linked[node * nodes + other]).collect();
            for first in &below {
                for second in below.iter().filter(|second| *second != first) {
                    linked[first * nodes + second] = true;
                }
            }
            self.place[node] = columns.len() as u32;
            self.order.push(node as u16);
            columns.push(below);
        }
        self.store(branches, &columns);
    }

    fn store(&mut self, branches: &[Branch], columns: &[Vec<usize>]) {
        self.column_start.push(0);
        for column in columns {
            self.entry_node.extend(column.iter().map(|node| *node as u16));
            self.column_start.push(self.entry_node.len() as u32);
        }
        self.entry = vec![0.0; self.entry_node.len()];
        self.pivot_inverse = vec![0.0; columns.len()];
        for column in columns {
            for (at, first) in column.iter().enumerate() {
                for second in &column[at + 1..] {
                    let slot = self.entry_of(*first, *second);
                    self.update.push(slot);
                }
            }
        }
        self.branch_entry = branches
            .iter()
            .map(|branch| {
                let (from, to) = (usize::from(branch.from), usize::from(branch.to));
                let held = self.place[from] == NONE || self.place[to] == NONE;
                if held || branch.conductance == 0.0 { NONE } else { self.entry_of(from, to) }
            })
            .collect();
    }

    /// Index of the entry that joins two eliminated nodes.
    fn entry_of(&self, one: usize, other: usize) -> u32 {
        let (first, second) = if self.place[one] < self.place[other] { (one, other) } else { (other, one) };
        let place = self.place[first] as usize;
        let column = self.column_start[place] as usize..self.column_start[place + 1] as usize;
        let within = self.entry_node[column.clone()].iter().position(|node| usize::from(*node) == second);
        (column.start + within.expect("fill-in was marked while ordering")) as u32
    }
}

fn check(branches: &[Branch], shunts: &[f64]) -> Result<()> {
    in_range("number of nodes", shunts.len() as f64, 0.0, 60_000.0, "")?;
    let last = shunts.len() as f64 - 1.0;
    for branch in branches {
        in_range("branch end", f64::from(branch.from), 0.0, last, "")?;
        in_range("branch end", f64::from(branch.to), 0.0, last, "")?;
        let apart = (f64::from(branch.from) - f64::from(branch.to)).abs();
        in_range("distance between a branch's ends", apart, 1.0, last, "nodes")?;
        in_range("conductance of a branch", branch.conductance, 0.0, f64::MAX, "")?;
    }
    for shunt in shunts {
        in_range("conductance to ground", *shunt, 0.0, f64::MAX, "")?;
    }
    Ok(())
}

/// Connected parts of a network of closed branches: the part of each node, and how many there are.
pub fn islands(branches: &[Branch], nodes: usize) -> (Vec<u16>, u16) {
    let mut parent: Vec<usize> = (0..nodes).collect();
    fn root(parent: &mut [usize], mut node: usize) -> usize {
        while parent[node] != node {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        node
    }
    for branch in branches.iter().filter(|branch| branch.conductance > 0.0) {
        let (one, other) = (root(&mut parent, branch.from.into()), root(&mut parent, branch.to.into()));
        parent[one.max(other)] = one.min(other);
    }
    let (mut island, mut count) = (vec![0; nodes], 0);
    for node in 0..nodes {
        let first = root(&mut parent, node);
        if first == node {
            island[node] = count;
            count += 1;
        } else {
            island[node] = island[first];
        }
    }
    (island, count)
}

/// The first node of every island without a shunt.
fn held_nodes(island: &[u16], count: u16, shunts: &[f64]) -> Vec<bool> {
    let mut grounded = vec![false; usize::from(count)];
    for (part, shunt) in island.iter().zip(shunts) {
        grounded[usize::from(*part)] |= *shunt > 0.0;
    }
    island
        .iter()
        .map(|part| {
            let held = !grounded[usize::from(*part)];
            grounded[usize::from(*part)] = true;
            held
        })
        .collect()
}

/// Voltages of a direct-current bus, V: a source of `source_v` behind `source_ohm` > 0 at node 0, lines of
/// (from, to, ohm > 0), and loads to the return of `load_ohm` at each node (0 means none). Nodal analysis.
///
/// # Errors
/// `OutOfRange` for a resistance that is not positive or an end that is no node.
pub fn resistive_bus_v(
    source_v: f64,
    source_ohm: f64,
    lines: &[(u16, u16, f64)],
    load_ohm: &[f64],
) -> Result<Vec<f64>> {
    in_range("source resistance", source_ohm, f64::MIN_POSITIVE, f64::MAX, "ohm")?;
    in_range("number of nodes", load_ohm.len() as f64, 1.0, 60_000.0, "")?;
    let mut branches = Vec::with_capacity(lines.len());
    for (from, to, ohm) in lines {
        in_range("line resistance", *ohm, f64::MIN_POSITIVE, f64::MAX, "ohm")?;
        branches.push(Branch { from: *from, to: *to, conductance: 1.0 / ohm });
    }
    let mut shunts = Vec::with_capacity(load_ohm.len());
    for ohm in load_ohm {
        in_range("load resistance", *ohm, 0.0, f64::MAX, "ohm")?;
        shunts.push(if *ohm > 0.0 { 1.0 / ohm } else { 0.0 });
    }
    shunts[0] += 1.0 / source_ohm;
    let mut injections = vec![0.0; shunts.len()];
    injections[0] = source_v / source_ohm;
    let mut volts = vec![0.0; shunts.len()];
    Factor::new(&branches, &shunts)?.solve_into(&injections, &mut volts);
    Ok(volts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mesh of rows and columns with uneven conductances.
    fn mesh(rows: u16, columns: u16) -> Vec<Branch> {
        let mut branches = Vec::new();
        for node in 0..rows * columns {
            let conductance = 1.0 + f64::from(node % 7);
            if (node + 1) % columns != 0 {
                branches.push(Branch { from: node, to: node + 1, conductance });
            }
            if node + columns < rows * columns {
                branches.push(Branch { from: node, to: node + columns, conductance: 0.5 * conductance });
            }
        }
        branches
    }

    /// What is left over at each node: injection less what flows off.
    fn residual(branches: &[Branch], shunts: &[f64], injections: &[f64], potentials: &[f64]) -> f64 {
        let mut left = injections.to_vec();
        for branch in branches {
            let flow = branch.flow(potentials);
            left[usize::from(branch.from)] -= flow;
            left[usize::from(branch.to)] += flow;
        }
        for (node, shunt) in shunts.iter().enumerate() {
            left[node] -= shunt * potentials[node];
        }
        left.iter().fold(0.0, |worst: f64, value| worst.max(value.abs()))
    }

    #[test]
    fn every_node_balances_and_dense_elimination_agrees() {
        let branches = mesh(6, 10);
        let mut shunts = vec![0.0; 60];
        shunts[17] = 2.0;
        shunts[44] = 0.3;
        let injections: Vec<f64> = (0..60).map(|node| f64::from(node % 5) - 1.5).collect();
        let factor = Factor::new(&branches, &shunts).expect("valid");
        let mut potentials = vec![0.0; 60];
        factor.solve_into(&injections, &mut potentials);
        assert!(residual(&branches, &shunts, &injections, &potentials) < 1e-11);
        let mut matrix = nalgebra::DMatrix::<f64>::from_diagonal(&nalgebra::DVector::from_vec(shunts));
        for branch in &branches {
            let (from, to) = (usize::from(branch.from), usize::from(branch.to));
            matrix[(from, from)] += branch.conductance;
            matrix[(to, to)] += branch.conductance;
            matrix[(from, to)] -= branch.conductance;
            matrix[(to, from)] -= branch.conductance;
        }
        let dense = matrix.lu().solve(&nalgebra::DVector::from_vec(injections)).expect("regular");
        for (ours, theirs) in potentials.iter().zip(dense.iter()) {
            assert!((ours - theirs).abs() < 1e-10, "{ours} {theirs}");
        }
    }

    #[test]
    fn islands_are_held_each_by_itself() {
        let mut branches = mesh(2, 4);
        for branch in &mut branches {
            if branch.from % 4 == 1 && branch.to % 4 == 2 {
                branch.conductance = 0.0;
            }
        }
        let factor = Factor::new(&branches, &[0.0; 8]).expect("valid");
        assert_eq!((factor.island_count(), factor.islands()), (2, &[0, 0, 1, 1, 0, 0, 1, 1][..]));
        let injections = [1.0, 0.0, 3.0, -1.0, 0.0, -1.0, 0.0, -2.0];
        let mut potentials = [9.0; 8];
        factor.solve_into(&injections, &mut potentials);
        assert_eq!((potentials[0], potentials[2]), (0.0, 0.0));
        assert!(residual(&branches, &[0.0; 8], &injections, &potentials) < 1e-12);
    }

    #[test]
    fn refactoring_gives_what_factoring_anew_gives() {
        let (mut branches, mut shunts) = (mesh(3, 3), vec![0.1; 9]);
        let mut factor = Factor::new(&branches, &shunts).expect("valid");
        branches[4].conductance = 9.0;
        shunts[2] = 4.0;
        factor.refactor(&branches, &shunts);
        assert_eq!(factor, Factor::new(&branches, &shunts).expect("valid"));
    }

    #[test]
    fn out_of_range_is_refused() {
        let branch = |from, to, conductance| [Branch { from, to, conductance }];
        for bad in [branch(0, 5, 1.0), branch(1, 1, 1.0), branch(0, 1, -1.0), branch(0, 1, f64::NAN)] {
            assert!(Factor::new(&bad, &[0.0; 3]).is_err(), "{bad:?}");
        }
        assert!(resistive_bus_v(270.0, 0.0, &[], &[1.0]).is_err());
    }
}
