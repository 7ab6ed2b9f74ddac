/// Reading bytes that an attacker may have written.
package earshot.bytes;
