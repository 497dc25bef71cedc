using System.Collections.Generic;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>
/// A table of clients that never grows beyond its bounds: when the young half is full, it becomes the old half, and
/// what was old and not touched since is forgotten. So a flood of strangers pushes out idle entries first, at no cost.
/// </summary>
/// <remarks>Not safe for several threads; its owner locks.</remarks>
internal sealed class BoundedTable<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _young = new(comparer);
    private Dictionary<TKey, TValue> _old = new(comparer);

    public int Count => _young.Count + _old.Count;

    public TValue? Find(TKey key) => _young.TryGetValue(key, out TValue? value) ? value : _old.GetValueOrDefault(key);

    public void Set(TKey key, TValue value)
    {
        _old.Remove(key);
        _young[key] = value;
        if (_young.Count >= capacity / 2)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }
    }
}
