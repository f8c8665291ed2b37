# SPDX-License-Identifier: Apache-2.0
"""What a discography report says: one frozen ``Report``, its checks, history and JSON document.

Plain Python, no imports from the other packages. ``None`` means *not recorded* everywhere; an empty tuple in an
optional list means *none, and it was looked for*. Derived values (pressure above opening, grades) are computed in
``derived`` and never stored.
"""
