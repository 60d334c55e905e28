//! What is generated where, who is shed, and what flows: rules on top of the network kernel.
//!
//! The rule of the reference networks: each island serves what its capacity allows; one unit balances, the
//! others hold their set points and move only if it would leave its range. The ship sheds by priority first
//! and equally within one priority, of which the reference rule is the case with a single priority.

use crate::error::Result;
use crate::network::{Branch, Factor};

/// A node of a dispatched network. Any one unit of power.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DispatchNode {
    /// Greatest generation, >= 0.
    pub capacity: f64,
    /// Generation it holds if it does not balance, 0 to `capacity`.
    pub set_point: f64,
    /// Demand, >= 0.
    pub load: f64,
    /// Whether this unit balances its island before any larger one.
    pub slack: bool,
}

/// What each node generates and is served.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dispatch {
    /// Generation of each node.
    pub generation: Vec<f64>,
    /// Load served at each node.
    pub served: Vec<f64>,
}

/// Serves demands by priority (0 first) from `available`, scaling equally within the priority that is cut:
/// `demands` are (priority, demand >= 0); returns the share of demand served for each priority up to the last.
pub fn shares_by_priority(available: f64, demands: &[(u8, f64)]) -> Vec<f64> {
    let last = demands.iter().map(|(priority, _)| *priority).max().map_or(0, usize::from);
    let mut left = available.max(0.0);
    (0..=last)
        .map(|priority| {
            let wanted: f64 = demands
                .iter()
                .filter(|demand| usize::from(demand.0) == priority)
                .map(|demand| demand.1)
                .sum();
            let share = if wanted > left { left / wanted } else { 1.0 };
            left -= share * wanted;
            share
        })
        .collect()
}

/// Generation and served load of every node, island by island; `island` gives the part of each node.
pub fn dispatch(nodes: &[DispatchNode], island: &[u16], island_count: u16) -> Dispatch {
    let mut result = Dispatch { generation: vec![0.0; nodes.len()], served: vec![0.0; nodes.len()] };
    for part in 0..island_count {
        let members: Vec<usize> = (0..nodes.len()).filter(|node| island[*node] == part).collect();
        dispatch_island(nodes, &members, &mut result);
    }
    result
}

fn dispatch_island(nodes: &[DispatchNode], members: &[usize], result: &mut Dispatch) {
    let capacity: f64 = members.iter().map(|node| nodes[*node].capacity).sum();
    let demands: Vec<(u8, f64)> = members.iter().map(|node| (0, nodes[*node].load)).collect();
    let share = shares_by_priority(capacity, &demands)[0];
    let mut wanted = 0.0;
    for node in members {
        result.served[*node] = share * nodes[*node].load;
        wanted += result.served[*node];
    }
    let Some(balancing) = balancing_unit(nodes, members) else { return };
    let others: Vec<usize> = members.iter().copied().filter(|node| *node != balancing).collect();
    for node in &others {
        result.generation[*node] = nodes[*node].set_point.clamp(0.0, nodes[*node].capacity);
    }
    let held: f64 = others.iter().map(|node| result.generation[*node]).sum();
    let balance = wanted - held;
    let kept = balance.clamp(0.0, nodes[balancing].capacity);
    let moved = balance - kept;
    let room = |node: &usize, generation: &[f64]| {
        if moved > 0.0 { nodes[*node].capacity - generation[*node] } else { generation[*node] }
    };
    let total: f64 = others.iter().map(|node| room(node, &result.generation)).sum();
    if total > 0.0 {
        for node in &others {
            result.generation[*node] += moved * room(node, &result.generation) / total;
        }
    }
    result.generation[balancing] = kept;
}

/// The slack of an island, else its largest unit, the first of equals.
fn balancing_unit(nodes: &[DispatchNode], members: &[usize]) -> Option<usize> {
    let slack = members.iter().copied().find(|node| nodes[*node].slack && nodes[*node].capacity > 0.0);
    slack.or_else(|| {
        let mut best: Option<usize> = None;
        for node in members.iter().copied().filter(|node| nodes[*node].capacity > 0.0) {
            if best.is_none_or(|other| nodes[node].capacity > nodes[other].capacity) {
                best = Some(node);
            }
        }
        best
    })
}

/// Flow over each branch, positive from `from` to `to`, in the unit of the nodes: the direct-current
/// approximation, branch conductance 1/x. Open branches carry nothing.
///
/// # Errors
/// `OutOfRange` for a branch the kernel refuses.
pub fn flows(branches: &[Branch], dispatch: &Dispatch) -> Result<Vec<f64>> {
    let injections: Vec<f64> = dispatch
        .generation
        .iter()
        .zip(&dispatch.served)
        .map(|(generation, served)| generation - served)
        .collect();
    let mut potentials = vec![0.0; injections.len()];
    Factor::new(branches, &vec![0.0; injections.len()])?.solve_into(&injections, &mut potentials);
    Ok(branches.iter().map(|branch| branch.flow(&potentials)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(capacity: f64, set_point: f64, load: f64, slack: bool) -> DispatchNode {
        DispatchNode { capacity, set_point, load, slack }
    }

    #[test]
    fn dispatch_follows_the_rule() {
        let check = |nodes: &[DispatchNode], generation: &[f64], served: &[f64]| {
            let result = dispatch(nodes, &vec![0; nodes.len()], 1);
            assert_eq!(result.generation, generation);
            assert_eq!(result.served, served);
        };
        // the slack balances
        check(&[unit(100.0, 0.0, 0.0, true), unit(50.0, 45.0, 60.0, false)], &[15.0, 45.0], &[0.0, 60.0]);
        // without a slack the largest balances
        check(&[unit(40.0, 20.0, 0.0, false), unit(50.0, 45.0, 60.0, false)], &[20.0, 40.0], &[0.0, 60.0]);
        // the balancing unit is full: the others use their headroom
        check(&[unit(20.0, 0.0, 0.0, true), unit(50.0, 10.0, 60.0, false)], &[20.0, 40.0], &[0.0, 60.0]);
        // it would run backward: the others give way
        check(&[unit(20.0, 0.0, 0.0, true), unit(50.0, 40.0, 30.0, false)], &[0.0, 30.0], &[0.0, 30.0]);
        // not enough: everyone is served the same share
        check(&[unit(30.0, 0.0, 40.0, true), unit(0.0, 0.0, 20.0, false)], &[30.0, 0.0], &[20.0, 10.0]);
        // nothing to serve with
        check(&[unit(0.0, 0.0, 40.0, false)], &[0.0], &[0.0]);
    }

    #[test]
    fn shedding_goes_by_priority_then_equally() {
        let demands = [(0, 10.0), (1, 20.0), (1, 20.0), (2, 5.0)];
        assert_eq!(shares_by_priority(30.0, &demands), [1.0, 0.5, 0.0]);
        assert_eq!(shares_by_priority(100.0, &demands), [1.0, 1.0, 1.0]);
        assert_eq!(shares_by_priority(-1.0, &demands), [0.0, 0.0, 0.0]);
    }
}
