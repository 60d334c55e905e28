//! Rows of power: dispatch, shedding and flows of a network in a JSON file beside the row's own file, and the
//! voltages of a resistive bus.

use anyhow::Result;
use qd_physics::dispatch::{Dispatch, DispatchNode, dispatch, flows};
use qd_physics::network::{Branch, islands, resistive_bus_v};
use serde::Deserialize;

use super::row::{Row, RowError};

/// The value of a power row, `None` if it is none.
pub(super) fn compute(row: &Row) -> Result<Option<f64>> {
    if row.has("network") {
        return network_quantity(row);
    }
    if row.has_all(&["E_V", "Rs_ohm", "lines", "load_ohm"]) {
        return bus_quantity(row);
    }
    Ok(None)
}

#[derive(Deserialize)]
struct NetworkFile {
    base_mva: f64,
    slack: String,
    nodes: Vec<NodeEntry>,
    lines: Vec<LineEntry>,
}

#[derive(Deserialize)]
struct NodeEntry {
    id: String,
    gen_capacity: f64,
    gen_setpoint: f64,
    load: f64,
}

#[derive(Deserialize)]
struct LineEntry {
    id: String,
    from: String,
    to: String,
    x_pu: f64,
    limit: f64,
}

/// A network with its tripped lines open, dispatched and solved.
struct Solved {
    file: NetworkFile,
    island: Vec<u16>,
    island_count: u16,
    dispatch: Dispatch,
    flows: Vec<f64>,
}

fn network_quantity(row: &Row) -> Result<Option<f64>> {
    const QUANTITIES: [&str; 5] =
        ["island_count", "load_shed", "generation", "line_flow", "overloaded_lines"];
    if !QUANTITIES.contains(&row.quantity.as_str()) {
        return Ok(None);
    }
    let solved = solve(row)?;
    Ok(Some(match row.quantity.as_str() {
        "island_count" => f64::from(solved.island_count),
        "generation" => solved.dispatch.generation[solved.node(row, row.text("node")?)?],
        "line_flow" => line_flow(row, &solved)?,
        "load_shed" => solved
            .members(row)?
            .into_iter()
            .map(|node| solved.file.nodes[node].load - solved.dispatch.served[node])
            .sum(),
        _ => {
            let members = solved.members(row)?;
            let over = |place: &usize| {
                let line = &solved.file.lines[*place];
                let inside = solved.node(row, &line.from).is_ok_and(|node| members.contains(&node));
                inside && solved.flows[*place].abs() > line.limit * (1.0 + 1e-9)
            };
            (0..solved.file.lines.len()).filter(over).count() as f64
        }
    }))
}

fn line_flow(row: &Row, solved: &Solved) -> Result<f64> {
    let wanted = row.text("line")?;
    let Some(place) = solved.file.lines.iter().position(|line| line.id == wanted) else {
        return Err(row.error(format!("the network has no line '{wanted}'")).into());
    };
    let line = &solved.file.lines[place];
    let from = row.text_if_any("from").unwrap_or(&line.from);
    let to = row.text_if_any("to").unwrap_or(&line.to);
    if (from, to) == (line.from.as_str(), line.to.as_str()) {
        Ok(solved.flows[place])
    } else if (to, from) == (line.from.as_str(), line.to.as_str()) {
        Ok(-solved.flows[place])
    } else {
        Err(row
            .error(format!("line '{wanted}' joins {} and {}, not {from} and {to}", line.from, line.to))
            .into())
    }
}

impl Solved {
    fn node(&self, row: &Row, id: &str) -> Result<usize, RowError> {
        self.file
            .nodes
            .iter()
            .position(|node| node.id == id)
            .ok_or_else(|| row.error(format!("the network has no node '{id}'")))
    }

    /// The nodes of the island a row names; it has to be one island and a whole one.
    fn members(&self, row: &Row) -> Result<Vec<usize>, RowError> {
        let Some(name) = row.text_if_any("island") else { return Ok((0..self.file.nodes.len()).collect()) };
        let mut named = Vec::new();
        let mut rest = name.trim();
        while !rest.is_empty() {
            // Names may hold the hyphen that parts them: the longest that fits is meant.
            let fits = |id: &&str| {
                rest.strip_prefix(*id).is_some_and(|after| after.is_empty() || after.starts_with('-'))
            };
            let ids = self.file.nodes.iter().map(|node| node.id.as_str());
            let Some(id) = ids.filter(fits).max_by_key(|id| id.len()) else {
                let id = rest.split('-').next().unwrap_or(rest);
                return Err(row.error(format!("'{name}': the network has no node '{id}'")));
            };
            named.push(self.node(row, id)?);
            rest = rest[id.len()..].trim_start_matches('-');
        }
        if named.is_empty() {
            return Err(row.error(format!("'{name}' is no island of this network")));
        }
        let part = self.island[named[0]];
        let whole: Vec<usize> = (0..self.island.len()).filter(|node| self.island[*node] == part).collect();
        named.sort_unstable();
        if named == whole {
            Ok(whole)
        } else {
            Err(row.error(format!("'{name}' is no island of this network")))
        }
    }
}

fn solve(row: &Row) -> Result<Solved> {
    let file = read_network(row)?;
    let node =
        |id: &str| {
            file.nodes.iter().position(|node| node.id == id).map(|place| place as u16).ok_or_else(|| {
                row.error(format!("the network's lines name '{id}', which is none of its nodes"))
            })
        };
    let mut tripped = Vec::new();
    for id in row.text("tripped")?.split('+').map(str::trim).filter(|id| !id.is_empty() && *id != "none") {
        if !file.lines.iter().any(|line| line.id == id) {
            return Err(row.error(format!("the network has no line '{id}' to trip")).into());
        }
        tripped.push(id);
    }
    let mut branches = Vec::new();
    for line in &file.lines {
        let closed = !tripped.contains(&line.id.as_str());
        branches.push(Branch {
            from: node(&line.from)?,
            to: node(&line.to)?,
            conductance: if closed { file.base_mva / line.x_pu } else { 0.0 },
        });
    }
    let nodes: Vec<DispatchNode> = file
        .nodes
        .iter()
        .map(|node| DispatchNode {
            capacity: node.gen_capacity,
            set_point: node.gen_setpoint,
            load: node.load,
            slack: node.id == file.slack,
        })
        .collect();
    let (island, island_count) = islands(&branches, nodes.len());
    let dispatch = dispatch(&nodes, &island, island_count);
    let flows = flows(&branches, &dispatch)?;
    Ok(Solved { file, island, island_count, dispatch, flows })
}

fn read_network(row: &Row) -> Result<NetworkFile> {
    let path = row.folder().join(row.text("network")?);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| row.error(format!("the network {} cannot be read: {error}", path.display())))?;
    serde_json::from_str(&text)
        .map_err(|error| row.error(format!("{} is no network: {error}", path.display())).into())
}

fn bus_quantity(row: &Row) -> Result<Option<f64>> {
    let mut lines = Vec::new();
    for piece in row.pieces("lines")? {
        let parts = piece.split_once(':').and_then(|(ends, ohm)| Some((ends.split_once('-')?, ohm)));
        let Some(((from, to), ohm)) = parts else {
            return Err(row.error(format!("'{piece}' is no line: it wants from-to:ohm")).into());
        };
        let end = |text: &str| {
            text.trim()
                .parse::<u16>()
                .map_err(|_| row.error(format!("'{text}' in '{piece}' is no node number")))
        };
        lines.push((end(from)?, end(to)?, row.parse_number("lines", ohm)?));
    }
    let (source_v, source_ohm, load_ohm) =
        (row.number("E_V")?, row.number("Rs_ohm")?, row.numbers("load_ohm")?);
    let volts = resistive_bus_v(source_v, source_ohm, &lines, &load_ohm)?;
    let current_a = (source_v - volts[0]) / source_ohm;
    if let Some(node) = row.quantity.strip_prefix("V_node") {
        let place = row.parse_number("node in the quantity", node)?;
        return match volts.get(place as usize) {
            Some(value) => Ok(Some(*value)),
            None => Err(row.error(format!("the bus has no node {node}")).into()),
        };
    }
    Ok(match row.quantity.as_str() {
        "source_power" => Some(source_v * current_a),
        "loss_in_lines_and_source" => {
            let drop = |line: &(u16, u16, f64)| volts[usize::from(line.0)] - volts[usize::from(line.1)];
            let in_lines: f64 = lines.iter().map(|line| drop(line) * drop(line) / line.2).sum();
            Some(in_lines + current_a * current_a * source_ohm)
        }
        _ => None,
    })
}
