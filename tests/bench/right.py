"""How often a verdict on the made-up towns is right: `python tests/bench/right.py`."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from verdicts import concluded, expected, is_missed, is_right, is_wrong, towns

from checker.model.record import Found


def main() -> int:
    """Print precision and recall for each town and for all; wrong counts before missed."""
    total = dict.fromkeys(("told", "found", "right", "wrong", "missed"), 0)
    for town in towns():
        pairs = [(wanted, concluded(town)[name]) for name, wanted in expected(town).items()]
        row = {
            "told": sum("found" in wanted.states for wanted, _ in pairs),
            "found": sum(isinstance(finding, Found) for _, finding in pairs),
            "right": sum(isinstance(one[1], Found) and is_right(*one) for one in pairs),
            "wrong": sum(is_wrong(*one) for one in pairs),
            "missed": sum(is_missed(*one) for one in pairs),
        }
        print(json.dumps({"town": town, **row}))
        total = {name: total[name] + row[name] for name in total}
    precision = total["right"] / total["found"]
    recall = total["right"] / (total["right"] + total["missed"])
    print(json.dumps({**total, "precision": round(precision, 3), "recall": round(recall, 3)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
