# SPDX-License-Identifier: Apache-2.0
"""What a user asks for, once for the command line, the logic and the panel: check, evaluate, export, read, validate.

No Qt, no MRML, no printing: jobs take and return values, and raise the errors named in ``errors``.
"""
