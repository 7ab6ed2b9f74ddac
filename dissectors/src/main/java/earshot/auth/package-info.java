/// Ways to log in that several protocols share, and what they expose to whoever listens, in the notation that
/// password crackers take.
package earshot.auth;
