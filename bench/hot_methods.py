#!/usr/bin/env python3
"""Reads `jfr print --json` of CPU-time samples and prints where they fell, for bench/profile.

    hot_methods.py [DEPTH]   DEPTH frames of each stack tell places apart (default 1: the method alone)

Two lists: methods by their own time, and Earshot's methods by the time of all they call."""
import collections
import json
import sys

LINES = 40


def name(frame):
    method = frame['method']
    return method['type']['name'].rsplit('/', 1)[-1].rsplit('.', 1)[-1] + '.' + method['name']


def ours(frame):
    return frame['method']['type']['name'].replace('/', '.').startswith('earshot.')


def table(title, counts, whole):
    print('\n%s' % title)
    for what, count in counts.most_common(LINES):
        print('%6.1f %%  %s' % (100 * count / whole, what))


def main():
    depth = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    own, within = collections.Counter(), collections.Counter()
    events = json.load(sys.stdin)['recording']['events']
    stacks = [event['values']['stackTrace']['frames'] for event in events if event['values'].get('stackTrace')]
    for frames in stacks:
        own[' < '.join(name(frame) for frame in frames[:depth])] += 1
        within.update({name(frame) for frame in frames if ours(frame)})
    if not stacks:
        raise SystemExit('no samples: is this a JDK 25 on Linux?')
    print('%d samples in Java code, %d without a stack (compilers, collector)' % (len(stacks), len(events) - len(stacks)))
    table('Own time', own, len(stacks))
    table('With all that is called', within, len(stacks))


if __name__ == '__main__':
    main()
