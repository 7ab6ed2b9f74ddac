/// From packets to flows and ordered streams: the flow table, TCP order, the rounds of work and the shards that own
/// flows.
package earshot.flow;
