/// Calls whose content is sealed: what can still be said of them, whatever named the service.
package earshot.call;
