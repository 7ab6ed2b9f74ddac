/// Benchmarks of the inner loops, in the order of a packet's way: walk, decode, flow, engine, dissectors, event
/// lines, index. `bench/jmh` runs them; whole processes against other tools are `bench/compare`'s.
package earshot.bench;
